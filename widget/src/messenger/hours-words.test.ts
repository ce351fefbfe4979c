import { afterEach, expect, test } from 'vitest';
import { hoursWords } from './hours-words.ts';
import ar from './locales/ar.ts';
import en from './locales/en.ts';
import es from './locales/es.ts';
import zh from './locales/zh.ts';
import { speak } from './words.ts';

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

/** What a visitor in that zone reads at that moment of an office that is closed until those times, and open after. */
function said(timeZone: string, now: string, changes: string[], words = en, tag = 'en-GB', isOpen = false) {
  process.env.TZ = timeZone;
  const found = hoursWords({ isOpen, changes }, speak(words, tag), new Date(now));
  return found && plain([found.words, found.until].filter(Boolean).join(' | '));
}

const MONDAY = ['2026-11-23T08:00:00Z', '2026-11-23T16:00:00Z', '2026-11-24T08:00:00Z', '2026-11-24T16:00:00Z'];

test.each([
  ['Europe/Paris', '2026-11-22T18:00:00Z', 'Back tomorrow at 9:00 | in 14 hours'],
  ['America/New_York', '2026-11-23T05:30:00Z', 'Back at 3:00 | in 3 hours'],
  ['Asia/Kathmandu', '2026-11-21T18:00:00Z', 'Back on Monday at 13:45 | in 2 days'],
  ['Europe/Paris', '2026-11-12T18:00:00Z', 'Back on Mon 23 November at 9:00 | in 11 days'],
  ['Pacific/Apia', '2026-11-22T18:00:00Z', 'Back at 21:00 | in 14 hours'],
])('in %s at %s: %s', (timeZone, now, words) => {
  expect(said(timeZone, now, MONDAY)).toBe(words);
});

test('it goes on by itself as time goes by: open, closed until the next day, and nothing once it is not known', () => {
  const at = (now: string) => said('Europe/Paris', now, MONDAY);
  expect(at('2026-11-23T07:59:00Z')).toBe('Back at 9:00 | in 1 minute');
  expect(at('2026-11-23T08:00:00Z')).toBe('Open now');
  expect(at('2026-11-23T16:00:00Z')).toBe('Back tomorrow at 9:00 | in 16 hours');
  expect(at('2026-11-24T09:00:00Z')).toBe('Open now');
  expect(at('2026-11-24T16:00:00Z')).toBeUndefined();
});

test('day and night is always open, and who never comes back is not awaited', () => {
  expect(said('UTC', '2026-11-23T03:00:00Z', [], en, 'en-GB', true)).toBe('Open now');
  expect(said('UTC', '2026-11-23T03:00:00Z', [])).toBeUndefined();
  expect(hoursWords(null, speak(en, 'en-GB'), new Date())).toBeUndefined();
});

test.each([
  ['en-US', en, 'Back at midnight | in 5 hours'],
  ['zh-CN', zh, '今晚 24:00 恢复服务 | 5小时后'],
  ['es-ES', es, 'Volvemos a medianoche | dentro de 5 horas'],
  ['ar', ar, 'نعود عند منتصف الليل | خلال 5 ساعات'],
] as const)('who is back when the day begins is back at midnight: %s', (tag, words, closed) => {
  expect(said('Europe/Paris', '2026-11-22T18:00:00Z', ['2026-11-22T23:00:00Z'], words, tag)).toBe(closed);
});

// 09:00 in New York, on the morning after its clocks went back, and after they went forward.
test.each([
  ['America/New_York', '2026-10-31T22:00:00Z', '2026-11-01T14:00:00Z', 'Back tomorrow at 9:00 | in 16 hours'],
  ['Europe/Paris', '2026-10-31T22:00:00Z', '2026-11-01T14:00:00Z', 'Back tomorrow at 15:00 | in 16 hours'],
  ['America/New_York', '2026-03-07T23:00:00Z', '2026-03-08T13:00:00Z', 'Back tomorrow at 9:00 | in 14 hours'],
  ['Australia/Lord_Howe', '2026-04-03T20:00:00Z', '2026-04-04T22:30:00Z', 'Back tomorrow at 9:00 | in 27 hours'],
])(
  'across a change of the clock in %s it is the time on the wall there, and the time that passes',
  (timeZone, now, opens, words) => {
    expect(said(timeZone, now, [opens])).toBe(words);
  },
);

test.each([
  ['zh', zh, 'zh-CN', '明天 9:00 恢复服务 | 14小时后', '现在是服务时间'],
  ['es', es, 'es-ES', 'Volvemos mañana a las 9:00 | dentro de 14 horas', 'Abierto ahora'],
  ['ar', ar, 'ar', 'نعود غدًا الساعة 9:00 ص | خلال 14 ساعة', 'متاحون الآن'],
] as const)('in the visitor’s language: %s', (_name, words, tag, closed, open) => {
  expect(said('Europe/Paris', '2026-11-22T18:00:00Z', MONDAY, words, tag)).toBe(closed);
  expect(said('Europe/Paris', '2026-11-23T09:00:00Z', MONDAY, words, tag)).toBe(open);
});

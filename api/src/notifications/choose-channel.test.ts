import type { NotificationSettings } from '@everthread/shared/models/notification';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Absent, AT_MOST_EVERY_MS, type Channel, chooseChannel } from './choose-channel.ts';
import { DEFAULT_SETTINGS } from './default-settings.ts';

const NOW = new Date('2026-11-18T10:00:00Z'); // a Wednesday
const QUIET: NotificationSettings = { ...DEFAULT_SETTINGS, quiet: { timeZone: 'UTC', from: '22:00', to: '07:00' } };
const SILENT: NotificationSettings = {
  ...DEFAULT_SETTINGS,
  kinds: { ...DEFAULT_SETTINGS.kinds, mine: { push: false, mail: false, sound: true, badge: true } },
};
const absent = (of: Partial<Absent> = {}): Absent => ({
  kind: 'mine',
  seq: 5,
  readSeq: 0,
  told: null,
  isDue: false,
  isCovered: false,
  lastToldAt: null,
  isAway: false,
  isAttending: false,
  hasDevice: true,
  hours: null,
  settings: DEFAULT_SETTINGS,
  ...of,
});
const none = (because: Extract<Channel, { name: 'none' }>['because']): Channel => ({ name: 'none', because });
const later = (at: string): Channel => ({ name: 'later', at: new Date(at) });
const agoMs = (ms: number) => new Date(NOW.getTime() - ms);

describe('an agent', () => {
  test.each<[string, Partial<Absent>, Channel, string?]>([
    ['who has not read it is told', {}, { name: 'push' }],
    ['who has read it is not', { readSeq: 5 }, none('read')],
    ['who does not want this kind is not', { settings: SILENT }, none('unwanted')],
    ['is told of another kind all the same', { settings: SILENT, kind: 'mention' }, { name: 'push' }],
    ['who was told and has not read since is not', { told: { seq: 3, isPutOff: false } }, none('told')],
    ['who has read what he was told of is', { told: { seq: 3, isPutOff: false }, readSeq: 3 }, { name: 'push' }],
    ['who has read a part of it is not', { told: { seq: 3, isPutOff: false }, readSeq: 2 }, none('told')],
    ['for whom it waits already is not', { told: { seq: 3, isPutOff: true } }, none('told')],
    ['for whom it has waited is', { told: { seq: 3, isPutOff: true }, isDue: true }, { name: 'push' }],
    ['who was told of the topic otherwise is not', { isCovered: true }, none('told')],
    ['who sits before his inbox is not', { isAttending: true }, none('here')],
    ['who says that he is away is not', { isAway: true }, none('away')],
    [
      'is told again of a later assignment',
      { kind: 'assignment', told: { seq: 4, isPutOff: false } },
      { name: 'push' },
    ],
    ['is not of the same one', { kind: 'assignment', told: { seq: 5, isPutOff: false } }, none('told')],
    ['is told of an assignment however far he has read', { kind: 'assignment', readSeq: 9 }, { name: 'push' }],
    ['is told by day', { settings: QUIET }, { name: 'push' }],
    [
      'is told in the morning of what came by night',
      { settings: QUIET },
      later('2026-11-19T07:00:00Z'),
      '2026-11-18T23:10:00Z',
    ],
    ['and of what came after midnight', { settings: QUIET }, later('2026-11-18T07:00:00Z'), '2026-11-18T06:59:59.999Z'],
    ['is told as soon as quiet hours are over', { settings: QUIET }, { name: 'push' }, '2026-11-18T07:00:00Z'],
    ['of visitors, not twice within half a minute', { lastToldAt: agoMs(10_000) }, later('2026-11-18T10:00:20Z')],
    ['but after it', { lastToldAt: agoMs(AT_MOST_EVERY_MS) }, { name: 'push' }],
    ['and of his colleagues at once', { kind: 'mention', lastToldAt: agoMs(10_000) }, { name: 'push' }],
  ])('%s', (_what, of, channel, at = NOW.toISOString()) => {
    expect(chooseChannel(absent(of), new Date(at))).toEqual(channel);
  });
});

type Step = { name: 'write' } | { name: 'read' } | { name: 'sit' | 'stand' } | { name: 'pass'; seconds: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Step>({ name: 'write' }) },
  { weight: 2, arbitrary: fc.constant<Step>({ name: 'read' }) },
  { weight: 1, arbitrary: fc.constantFrom<Step>({ name: 'sit' }, { name: 'stand' }) },
  {
    weight: 4,
    arbitrary: fc.record({ name: fc.constant('pass' as const), seconds: fc.integer({ min: 1, max: 40_000 }) }),
  },
);

/** One agent, one topic, and what follows from a choice as `notifyAbsent` does it. */
function play(steps: readonly Step[], settings: NotificationSettings) {
  const pushes: { at: number; seq: number; readSeq: number; isAttending: boolean }[] = [];
  const due: { at: number; isDue: boolean }[] = [];
  let [now, seq, readSeq, isAttending] = [NOW.getTime(), 0, 0, false];
  let told = null as Absent['told'];
  let lastToldAt = null as Date | null;

  function look({ isDue }: { isDue: boolean }): void {
    const facts = absent({ seq, readSeq, told, isDue, lastToldAt, isAttending, settings });
    const channel = chooseChannel(facts, new Date(now));
    if (channel.name === 'push') {
      pushes.push({ at: now, seq, readSeq, isAttending });
      told = { seq, isPutOff: false };
      lastToldAt = new Date(now);
    } else if (channel.name === 'later') {
      told = { seq, isPutOff: true };
      due.push({ at: channel.at.getTime(), isDue: true });
    }
  }
  function pass(until: number): void {
    for (;;) {
      due.sort((a, b) => a.at - b.at);
      const next = due[0];
      if (!next || next.at > until) break;
      due.shift();
      now = Math.max(now, next.at);
      look(next);
    }
    now = until;
  }
  for (const one of steps) {
    if (one.name === 'write') {
      seq += 1;
      due.push({ at: now + 10_000, isDue: false });
    } else if (one.name === 'read') {
      readSeq = seq;
      if (told && told.seq <= readSeq) told = null;
    } else if (one.name === 'pass') pass(now + one.seconds * 1_000);
    else isAttending = one.name === 'sit';
  }
  const before = { seq, readSeq, isAttending };
  pass(now + 2 * 24 * 3_600_000);
  return { pushes, before };
}

const run = (property: (steps: Step[]) => void) =>
  fc.assert(fc.property(fc.array(step, { maxLength: 60 }), property), { numRuns: 2_000 });
const hourOf = (at: number) => new Date(at).getUTCHours();

describe('in whatever order things happen', () => {
  test('he is told at most once of what is unread together, and never of what he has read', () => {
    run((steps) => {
      const { pushes } = play(steps, QUIET);
      for (const [i, push] of pushes.entries()) {
        expect(push.seq).toBeGreaterThan(push.readSeq);
        const before = pushes[i - 1];
        if (before) expect(push.readSeq).toBeGreaterThanOrEqual(before.seq);
      }
    });
  });

  test('he is never told in his quiet hours, nor while he sits before his inbox, nor twice in half a minute', () => {
    run((steps) => {
      const { pushes } = play(steps, QUIET);
      expect(pushes.every(({ at }) => hourOf(at) >= 7 && hourOf(at) < 22)).toBe(true);
      expect(pushes.some(({ isAttending }) => isAttending)).toBe(false);
      expect(pushes.every(({ at }, i) => i === 0 || at - (pushes[i - 1]?.at ?? 0) >= AT_MOST_EVERY_MS)).toBe(true);
    });
  });

  test('of what he never reads, and was never there for, he is told', () => {
    run((steps) => {
      const isNeverThere = steps.every(({ name }) => name !== 'sit');
      const { pushes, before } = play(steps, QUIET);
      if (isNeverThere && before.seq > before.readSeq) expect(pushes.at(-1)?.seq).toBeGreaterThan(before.readSeq);
    });
  });
});

import { expect, test } from 'vitest';
import { renderNotices } from '../notifications/notice-mail.ts';
import { INK, leadingTo, mailPage, QUIET } from './mail-page.ts';
import { renderTranscript } from './transcript-mail.ts';
import { renderUnread } from './unread-mail.ts';

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test('all words stand clear of every ground of a mail', () => {
  const { html } = renderUnread({
    language: 'en',
    workspaceName: 'Tea Shop',
    answers: [{ name: 'Ada', text: 'Here it is', files: ['invoice.pdf'] }],
    before: 'Where is it?',
    subject: null,
    pageUrl: null,
    stopUrl: 'https://app.example/stop',
    canReply: true,
  });
  const grounds = [...html.matchAll(/style="[^"]*background:(#[0-9a-f]{6})/g)].map(([, ground = '']) => ground);
  expect(new Set(grounds)).toEqual(new Set(['#f7f7f8', '#ffffff', '#eef1fb']));
  for (const ground of grounds)
    for (const words of [INK, QUIET])
      expect((luminance(ground) + 0.05) / (luminance(words) + 0.05)).toBeGreaterThanOrEqual(4.5);
});

const rich = 'Take:\n- **one**\n\n> two';

test.each([
  [
    'an answer',
    renderUnread({
      ...{ language: 'en', workspaceName: 'Tea', before: rich, subject: null, pageUrl: null, canReply: true },
      ...{ answers: [{ name: 'Ada', text: rich, files: [] }], stopUrl: 'https://app.example/stop' },
    }),
  ],
  [
    'a conversation',
    renderTranscript({
      ...{ language: 'en', timeZone: 'UTC', workspaceName: 'Tea', isCut: false },
      said: [{ name: 'Ada', isBot: false, text: rich, files: [], at: new Date('2026-11-22T10:00:00Z') }],
    }),
  ],
  [
    'what waits for an agent',
    renderNotices({
      ...{
        workspaceName: 'Tea',
        answersTo: 'visitor',
        offUrl: 'https://app.example/a',
        allOffUrl: 'https://app.example/b',
      },
      notices: [{ kind: 'mine', name: 'Mara', text: rich, url: 'https://app.example/c' }],
      said: [{ name: 'Mara', text: rich, isNote: false }],
    }),
  ],
])('%s shows light markdown as the messenger does, in styles that Gmail and Outlook keep', (_, { html, text }) => {
  expect(html).toMatch(
    /<ul [^>]*margin-left:24px[^>]*><li><strong>one<\/strong><\/li><\/ul><blockquote [^>]*border-left/,
  );
  expect(html).not.toMatch(/inline-(start|end)|text-align:(start|end)|dir="auto"/);
  expect(text).toMatch(/- (one|\*\*one\*\*)\n+> two/); // an agent's answer is told from what was mailed, as it was written
});

test('Outlook, which Word draws, gets a width, a font that it has, and a button that is one', () => {
  const html = mailPage({
    lang: 'ar',
    dir: 'rtl',
    subject: 'x',
    body: [leadingTo('https://a.example', 'Go')],
    footer: leadingTo('https://b.example', 'No'),
  });
  expect(html).toMatch(/<!--\[if mso\]><table [^>]*width="560"[^>]*><tr><td><!\[endif\]-->\s*<table [^>]*class="card"/);
  expect(html.match(/<!--\[if mso\]>/g)).toHaveLength(3);
  expect(html.match(/<!\[endif\]-->/g)).toHaveLength(3);
  expect(html).toContain('mso-padding-alt:10px 20px');
  expect(html).toContain('text-align:right');
});

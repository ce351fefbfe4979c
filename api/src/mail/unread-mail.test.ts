import { expect, test } from 'vitest';
import { mailbox } from './header-text.ts';
import { renderUnread, type UnreadMail } from './unread-mail.ts';

const mail: UnreadMail = {
  language: 'en',
  workspaceName: 'Tea & Shop',
  answers: [
    { name: 'Ada', text: 'Look: https://tea.example/a?b=1&c=2.\n<script>alert(1)</script>', files: ['bill.pdf'] },
  ],
  before: 'Where is\nmy tea?',
  subject: null,
  pageUrl: 'https://tea.example/cart',
  stopUrl: 'https://support.example/mail/stop/x.y',
  canReply: true,
};

test('says who answered what, what it answers, how to go on, and how to hear no more', () => {
  const { subject, text } = renderUnread(mail);
  expect(subject).toBe('Tea & Shop answered you');
  expect(text).toBe(
    [
      'Ada (Tea & Shop) answered you:',
      'Look: https://tea.example/a?b=1&c=2.\n<script>alert(1)</script>\nWith it: bill.pdf',
      'You wrote:\n> Where is\n> my tea?',
      'Answer by replying to this mail, or on the page where you wrote.',
      'Open the page: https://tea.example/cart',
      '-- \nYou get this because you asked Tea & Shop to be told by mail.\nNo more mail from here: https://support.example/mail/stop/x.y',
    ].join('\n\n'),
  );
});

test('nothing that people wrote is markup, and only addresses of the web are links', () => {
  const { html } = renderUnread({
    ...mail,
    workspaceName: '"><img src=x>',
    answers: [{ name: '<b>Ada</b>', text: 'javascript:alert(1) http://a.example/"onclick="x', files: ['<i>.pdf'] }],
    before: '</blockquote><style>*{}</style>',
  });
  expect(html).not.toMatch(/<img|<b>|<i>|<\/blockquote><style|href="javascript|href="[^"]*"onclick/);
  expect(html).toContain('&lt;/blockquote&gt;&lt;style&gt;');
  expect(html).toContain('href="http://a.example/"');
});

test('shows an answer’s light markdown, each part in the direction of its words', () => {
  const text = 'Take **two**:\n- `A-1`\n- *B*\n\n> and C?\n```\n<x>\n```\nشكرًا';
  const { html } = renderUnread({ ...mail, answers: [{ name: 'Ada', text, files: [] }] });
  expect(html).toMatch(/<p dir="ltr"[^>]*>Take <strong>two<\/strong>:<\/p><ul dir="ltr"/);
  expect(html).toMatch(/<li><code[^>]*>A-1<\/code><\/li><li><em>B<\/em><\/li><\/ul><blockquote[^>]*>and C\?</);
  expect(html).toMatch(/<pre dir="ltr"[^>]*>&lt;x&gt;<\/pre><p dir="rtl"[^>]*text-align:right"?[^>]*>شكرًا<\/p>/);
});

test('as plain text an answer has no marks, but for its lists and what it quotes', () => {
  const answers = [{ name: 'Ada', text: 'Take **two**:\n- `A-1`\n\n> and C?', files: [] }];
  expect(renderUnread({ ...mail, answers }).text).toContain('\n\nTake two:\n\n- A-1\n\n> and C?\n\n');
});

test('a list and what is quoted keep their side where a mail program knows left and right alone', () => {
  const answers = [{ name: 'Ada', text: '- one\n\n> two\n\n- واحد\n\n> اثنان\n\n12:30', files: [] }];
  const { html } = renderUnread({ ...mail, answers, before: 'كيف؟' });
  expect(html).toMatch(/<ul dir="ltr" style="[^"]*margin-left:24px;padding:0;text-align:left"><li>one/);
  expect(html).toMatch(/<blockquote [^>]*dir="ltr" [^>]*border-left:3px[^>]*>two/);
  expect(html).toMatch(/<ul dir="rtl" style="[^"]*margin-right:24px;padding:0;text-align:right"><li>واحد/);
  expect(html).toMatch(/<blockquote [^>]*dir="rtl" [^>]*border-right:3px[^>]*>اثنان/);
  expect(html).toMatch(/<p dir="ltr"[^>]*>12:30/); // no letter: as the mail goes
  expect(html).toMatch(/<blockquote class="quiet quote" dir="rtl"[^>]*>كيف/);
  expect(renderUnread({ ...mail, language: 'ar', answers }).html).toMatch(/<p dir="rtl"[^>]*>12:30/);
});

test('is drawn by old programs as by new ones, in the light and the dark', () => {
  const { html } = renderUnread(mail);
  expect(html).toMatch(/^<!doctype html>\n<html lang="en" dir="ltr">/);
  expect(html).toContain('prefers-color-scheme: dark');
  expect(html).not.toMatch(/<(script|form|link|div)|position:|display:flex|@import|url\(/);
});

test.each([
  ['ar-EG', 'ar', 'rtl', 'ردّ عليك'],
  ['zh-Hant', 'zh', 'ltr', '回复了您'],
  ['es', 'es', 'ltr', 'te ha respondido'],
  ['fr', 'en', 'ltr', 'answered you'],
  ['__proto__', 'en', 'ltr', 'answered you'],
  [null, 'en', 'ltr', 'answered you'],
])('in the language %s', (language, lang, dir, words) => {
  const { subject, html } = renderUnread({ ...mail, language });
  expect(subject).toContain(words);
  expect(html).toContain(`<html lang="${lang}" dir="${dir}">`);
});

test('two who answered are both named; a mail of the reader’s own keeps its subject', () => {
  const answers = [...mail.answers, { name: 'Bob', text: 'And thanks', files: [] }];
  const { subject, text } = renderUnread({ ...mail, answers, subject: 'RE: re: Tea\r\nBcc: x@y.example' });
  expect(text).toMatch(/^Tea & Shop answered you:\n\nAda:/);
  expect(subject).toBe('Re: Tea Bcc: x@y.example');
  expect(text).toContain('Ada:\nLook:');
  expect(text).toContain('Bob:\nAnd thanks');
});

test('without answers it says no word of what was answered, nor of what was asked', () => {
  const { text } = renderUnread({ ...mail, answers: [], before: null, canReply: false });
  expect(text).toContain('The answer is waiting where you wrote.');
  expect(text).toContain('confirm this address where you wrote');
});

test.each([
  ['Tea Shop', '"Tea Shop" <a@b.example>'],
  ['Tea\r\nBcc: evil@x.example', '"Tea Bcc evil x.example" <a@b.example>'],
  ['"ceo@x" <ceo@x.example>', '"ceo x ceo x.example" <a@b.example>'],
  ['a,b;c\u0000\u202e', '"a b c" <a@b.example>'],
  ['\r\n', 'a@b.example'],
  ['Tëa 茶', '"Tëa 茶" <a@b.example>'],
])('K8 the name %j makes no other header or recipient', (name, expected) => {
  expect(mailbox(name, 'a@b.example')).toBe(expected);
});

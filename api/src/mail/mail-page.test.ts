import { expect, test } from 'vitest';
import { INK, QUIET } from './mail-page.ts';
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

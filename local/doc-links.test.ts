import { expect, test } from 'vitest';
import { checkDocuments, findLost } from './doc-links.ts';

test.each([
  ['[the walk](walk.md), [its bot](bot.md#in-other-words), [up](../README.md#deploy), [a folder](decisions)', []],
  ['[elsewhere](https://example.org/nowhere.md), `[like this](nowhere.md)`, `api/src/<feature>/<verb>.ts`', []],
  ['```sh\n# [in code](nowhere.md)\nnpm run check\n```', []],
  ['[gone](gone.md)', ['gone.md']],
  ['[gone](walk.md#no-such-heading)', ['walk.md#no-such-heading']],
  ['`api/src/gone.ts` and `shared/src/models`', ['api/src/gone.ts']],
  ['`npm run gone`', ['npm run gone']],
])('in a page of docs, %j', (text, lost) => {
  expect(findLost('docs/page.md', text)).toEqual(lost.map((each) => `  docs/page.md: ${each} is not there`));
});

test('what our documents lead to is there', () => {
  expect(checkDocuments().output).toBe('');
});

import type { Clock } from '@everthread/shared/client/clock';
import type { NamedArticle } from '@everthread/shared/models/found-article';
import { expect, test } from 'vitest';
import { HelpModel } from './help-model.ts';

const tea = { id: 'a', language: 'en', title: 'Tea' } as unknown as NamedArticle;

function start() {
  let due: (() => void) | undefined;
  const clock: Clock = {
    now: () => 0,
    after(_ms, callback) {
      due = callback;
      return () => {
        due = undefined;
      };
    },
  };
  const asked: { path: string; query: Record<string, string>; answer: (given: unknown) => void; fail: () => void }[] =
    [];
  const api = {
    articles: <Answer>(path: string, query: Record<string, string>) =>
      new Promise<Answer>((resolve, reject) => {
        asked.push({ path, query, answer: (given) => resolve(given as Answer), fail: () => reject(new Error('away')) });
      }),
  };
  const help = new HelpModel(api, 'en', clock);
  const pause = () => due?.();
  return { help, asked, pause };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('nothing is asked before who types makes a pause, and then once', () => {
  const { help, asked, pause } = start();
  for (const text of ['r', 're', ' ref ']) help.look(text);
  expect(asked).toEqual([]);
  pause();
  expect(asked.map(({ path, query }) => [path, query])).toEqual([['', { language: 'en', q: 'ref' }]]);
});

test('an answer that was overtaken is not shown, and an emptied field shows nothing', async () => {
  const { help, asked, pause } = start();
  help.look('tea');
  pause();
  help.look('teapot');
  pause();
  asked[1]?.answer({ found: [tea] });
  await settled();
  asked[0]?.answer({ found: [] });
  await settled();
  expect(help.finding.value).toEqual({ name: 'found', text: 'teapot', articles: [tea] });

  help.look('teapots');
  help.look('');
  expect(help.finding.value).toEqual({ name: 'idle' });
  pause();
  expect(asked).toHaveLength(2);
});

test('an article opens, or says that it did not, and can be opened again', async () => {
  const { help, asked } = start();
  void help.open(tea);
  expect(help.reading.value).toEqual({ name: 'opening' });
  asked[0]?.fail();
  await settled();
  expect(help.reading.value).toEqual({ name: 'failed' });
  void help.open(tea);
  expect([asked[1]?.path, asked[1]?.query]).toEqual(['/a', { language: 'en' }]);
  asked[1]?.answer({ article: tea });
  await settled();
  expect(help.reading.value).toEqual({ name: 'open', article: tea });
});

test('of two that are opened one after the other the later stays, whichever comes first', async () => {
  const { help, asked } = start();
  const coffee = { ...tea, id: 'b', title: 'Coffee' } as NamedArticle;
  void help.open(tea);
  void help.open(coffee);
  asked[1]?.answer({ article: coffee });
  await settled();
  asked[0]?.answer({ article: tea });
  await settled();
  expect(help.reading.value).toEqual({ name: 'open', article: coffee });
  void help.open(tea);
  void help.open(coffee);
  asked[2]?.fail();
  await settled();
  expect(help.reading.value).toEqual({ name: 'opening' });
});

test('a long message is looked for by its end', () => {
  const { help, asked, pause } = start();
  help.look(`${'x'.repeat(500)} refund`);
  pause();
  const { q = '' } = asked[0]?.query ?? {};
  expect(q).toMatch(/^x+ refund$/);
  expect(q).toHaveLength(200);
});

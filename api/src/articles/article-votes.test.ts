import { expect, test } from 'vitest';
import { newKnowledge } from '../../test/knowledge.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { TEA_SHOP } from '../../test/tea-shop.ts';
import { vote } from '../help/vote.ts';
import { listArticles } from './list-articles.ts';
import { publishVariant } from './publish-variant.ts';
import { saveVariant } from './save-variant.ts';
import { listVersions } from './versions.ts';

const surroundings = await testSurroundings();

test('the team sees in its list what readers say of what is published now, and of each version what they said of it', async () => {
  const { workspace, owner, known } = await newKnowledge(surroundings, TEA_SHOP.slice(0, 2));
  const [article] = known;
  if (!article) throw new Error('There are two');
  const votesInList = async () =>
    (await listArticles(owner, {})).articles.map(({ id, variants }) => [id === article.id, variants[0]?.votes]);
  const [first] = (await listArticles(owner, {})).articles.filter(({ id }) => id === article.id);
  const at = { language: 'en', slug: first?.variants[0]?.slug ?? '' };

  for (const network of ['a', 'b', 'c'])
    await vote(workspace, at, { helped: network === 'c' ? 'no' : 'yes' }, `${workspace.newId()}${network}`);
  expect(await votesInList()).toEqual(
    expect.arrayContaining([
      [true, { helped: 2, notHelped: 1 }],
      [false, { helped: 0, notHelped: 0 }],
    ]),
  );

  const { title, body, wordings } = article;
  await saveVariant(owner, article.id, 'en', { base: 1, title, body: `${body} Now better.`, wordings });
  await publishVariant(owner, article.id, 'en', { base: 2 });
  expect(await votesInList()).toContainEqual([true, { helped: 0, notHelped: 0 }]);
  expect((await listVersions(owner, article.id, 'en')).map(({ version, votes }) => [version, votes])).toEqual([
    [2, { helped: 0, notHelped: 0 }],
    [1, { helped: 2, notHelped: 1 }],
  ]);
});

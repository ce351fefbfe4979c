import { ArticleId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import type { FoundDoc, FoundPassage } from './find-passages.ts';
import { weighDocs } from './weigh-docs.ts';

const saying = (doc: string, text: string, spoken: string): FoundDoc => ({
  doc,
  spoken,
  articleId: ArticleId.parse('00000000-0000-4000-8000-000000000000'),
  language: 'en',
  version: 1,
  size: 1,
  fit: 0,
  covered: 0,
  opening: null,
  passages: [{ place: 0, kind: 'text', heading: '', text, fromChar: 0, fit: 0, bytes: null }],
});

const ARTICLES = {
  doctors: 'Seeing a doctor at the hospital',
  flights: 'Finding cheap flights',
  seats: 'Choosing a window seat',
};
const said = (spoken: string) => Object.entries(ARTICLES).map(([doc, text]) => saying(doc, text, spoken));

test.each([
  ['is there an inexpensive way to fly', 'flights'],
  ['my physician needs a scan', 'doctors'],
])('what says the same in other words of English speaks for its article: %s', async (question, doc) => {
  const { docs } = await weighDocs(question, { docs: said('en'), terms: null });
  const [best, second] = docs;
  expect(best?.doc).toBe(doc);
  expect(best?.votes).toBeGreaterThan(1.5 * (second?.votes ?? 0));
});

test('articles in other languages are weighed by their own words alone', async () => {
  const known = await weighDocs('my physician needs a scan', { docs: said('en'), terms: null });
  const unknown = await weighDocs('my physician needs a scan', { docs: said('de'), terms: null });
  const votesOf = ({ docs }: typeof known) => docs.find(({ doc }) => doc === 'doctors')?.votes ?? 0;
  expect(votesOf(known)).toBeGreaterThan(2 * votesOf(unknown));
});

test('the best article tells what is asked in its own words, and some of it in words that are used alike', async () => {
  const terms = { doctor: 5, physic: 5, hospit: 5, wizard: 5 };
  const toldOf = async (question: string, spoken = 'en') =>
    (await weighDocs(question, { docs: said(spoken), terms })).evidence.told;
  const [same, alike, other] = [
    await toldOf('doctor hospital'),
    await toldOf('physician hospital'),
    await toldOf('wizard hospital'),
  ];
  expect(same).toBeGreaterThan(alike);
  expect(alike).toBeGreaterThan(other);
  expect(await toldOf('physician hospital', 'de')).toBe(await toldOf('wizard hospital', 'de'));
});

test('a number is the same or it is not: the year beside it tells nothing of the one asked for', async () => {
  const docs = [saying('1564', 'The colony of 1564', 'fr'), saying('1565', 'The colony of 1565', 'fr')];
  const { docs: weighed } = await weighDocs('1564', { docs, terms: { '1564': 1 } });
  expect(weighed.map(({ doc, cover }) => [doc, cover])).toEqual([
    ['1564', 1],
    ['1565', 0],
  ]);
});

test('where a number is asked for, what names one is likelier than what fits as well and names none', async () => {
  const fitting = (doc: string, text: string): FoundDoc => {
    const found = saying(doc, text, 'fr');
    return { ...found, passages: (found.passages ?? []).map((passage) => ({ ...passage, fit: 0.5 })) };
  };
  const docs = [fitting('none', 'The fossils look quite old'), fitting('some', 'The fossils are 515 million')];
  const scores = async (question: string) => {
    const { docs: weighed } = await weighDocs(question, { docs, terms: null });
    const of = (doc: string) => weighed.find((each) => each.doc === doc)?.score ?? 0;
    return of('some') - of('none');
  };
  expect((await scores('how old are the fossils')) - (await scores('old are the fossils'))).toBeGreaterThan(0.1);
});

test('a guide that speaks of many things does not come before the short article that answers', async () => {
  const about = ['ordering', 'paying', 'packing', 'sending', 'returning', 'storing', 'brewing', 'washing'];
  const [passage] = saying('', '', 'fr').passages as [FoundPassage];
  const passages = about.map((what, place) => ({
    ...passage,
    place,
    text: `For ${what} from abroad our partners may ask a little more than they do here, and whoever pays for ${what} hears of it before`,
  }));
  const short = (doc: string, text: string, fit = 0) => ({ ...saying(doc, text, 'fr'), size: 2, fit });
  const others = about.map((what) => short(what, `All about ${what}`));
  const answer = short('customs', 'We pay customs for you when it comes from abroad', 0.5);
  const first = async (size: number) => {
    const guide = { ...saying('guide', '', 'fr'), passages, size, fit: 0.6 };
    const { docs } = await weighDocs('who pays customs abroad', { docs: [guide, answer, ...others], terms: null });
    return docs[0]?.doc;
  };
  expect(await first(2)).toBe('guide');
  expect(await first(60)).toBe('customs');
});

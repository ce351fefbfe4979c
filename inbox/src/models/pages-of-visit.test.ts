import { expect, test } from 'vitest';
import { pagesOfVisit } from './pages-of-visit.ts';

const page = (minute: number) => ({
  url: `https://shop.example/${minute}`,
  title: null,
  at: new Date(Date.UTC(2026, 0, 1, 12, minute)).toISOString(),
});

test.each([
  ['nothing', [], 0],
  ['one page', [0], 1],
  ['pages close together', [50, 40, 15], 3],
  ['a pause of half an hour is none', [60, 30], 2],
  ['what was before a longer pause is another visit', [100, 95, 40, 35], 2],
] as const)('of %j the last visit is told', (_, minutes, count) => {
  const pages = minutes.map(page);
  expect(pagesOfVisit(pages)).toEqual(pages.slice(0, count));
});

import { expect, test } from 'vitest';
import { readHelp } from './help.ts';

const page = (help: object | null) =>
  ({ querySelector: () => help && { textContent: JSON.stringify(help) } }) as unknown as Document;

test.each([
  ['the language that the site wants', 'es', 'Envíos'],
  ['that without its region', 'es-MX', 'Envíos'],
  ['the one that the browser wants, where there are none of that', 'ar', 'Lieferung'],
  ['the same, where the site wants none', '', 'Lieferung'],
  ['the same, where what it wants is no language', 'constructor', 'Lieferung'],
])('the first articles are of %s', (_what, wanted, title) => {
  const help = { '-': [{ title: 'Lieferung' }], '-es': [{ title: 'Envíos' }] };
  expect(readHelp(page(help), wanted)).toEqual([{ title }]);
});

test('where a language is written for several regions, the first articles are of the one that is wanted', () => {
  const help = {
    '-': [],
    '-pt': [{ title: 'Autocarro' }],
    '-pt-PT': [{ title: 'Autocarro' }],
    '-pt-BR': [{ title: 'Ônibus' }],
  };
  expect(readHelp(page(help), 'pt-BR')).toEqual([{ title: 'Ônibus' }]);
});

test('there are none where the page names none', () => {
  expect(readHelp(page(null), 'es')).toEqual([]);
});

import { expect, test } from 'vitest';
import { browserLanguage, canonicalLanguage } from './canonical-language.ts';

test.each([
  ['ES', 'es'],
  ['es_MX', 'es-MX'],
  ['ZH-hant', 'zh-Hant'],
  ['zh_hant_tw', 'zh-Hant-TW'],
])('%s is %s', (wish, language) => {
  expect(canonicalLanguage(wish)).toBe(language);
});

test.each(['', 'constructor', '<script>'])('“%s” is no language', (wish) => {
  expect(canonicalLanguage(wish)).toBeUndefined();
});

test('a browser that says first what nobody understands is set to what it says next', () => {
  expect(browserLanguage(['C', 'pt_BR'])).toBe('pt-BR');
});

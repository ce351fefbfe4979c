import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { enSettings } from '../../locales/en-settings.ts';
import { SECTIONS } from './sections.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** Each `Settings → section → setting` of the documents; what may follow is a button. */
const places = globSync(['*.md', 'docs/**/*.md'], { cwd: root }).flatMap((path) =>
  Array.from(readFileSync(root + path, 'utf8').matchAll(/\bSettings → ([^*\n]+)\*\*/g), ([, place = '']) => ({
    path,
    place,
    steps: place.replace(/\.$/, '').split(' → '),
  })),
);

test('the places in the settings to which the documents lead are there, by these names', () => {
  const lost = places.filter(({ steps: [inSection, name] }) => {
    const section = SECTIONS.find(({ title }) => title(enSettings) === inSection);
    return !section || (name && !section.settings.some(({ title }) => title(enSettings) === name));
  });
  expect(lost).toEqual([]);
  expect(places.length).toBeGreaterThan(20);
});

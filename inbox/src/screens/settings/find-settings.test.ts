import { expect, test } from 'vitest';
import { enSettings } from '../../locales/en-settings.ts';
import { findSettings, sectionsFor } from './find-settings.ts';
import { SECTIONS } from './sections.ts';

const titles = (typed: string) =>
  findSettings(SECTIONS, typed, enSettings).map(({ setting }) => setting.title(enSettings));

test('a setting is found by its title, by what else people call it, and by its section', () => {
  expect(titles('name')).toContain('Workspace name');
  expect(titles('snippet')).toEqual(['Your tag']);
  expect(titles('identity rotate')).toEqual(['Secrets']);
});

test('what is called so comes before what is only like it', () => {
  expect(titles('tag')[0]).toBe('Your tag');
});

test('nothing typed finds nothing, and neither does what is nowhere', () => {
  expect([titles(''), titles('  '), titles('parachute')]).toEqual([[], [], []]);
});

test('who may not see a section does not find it', () => {
  const ids = (role: 'agent' | 'owner') => sectionsFor(SECTIONS, role).map(({ id }) => id);
  expect(ids('agent')).not.toContain('identity');
  expect(ids('owner')).toContain('identity');
});

test('each place is named once in its section', () => {
  for (const { settings } of SECTIONS) {
    const places = settings.flatMap(({ at }) => at ?? []);
    expect(new Set(places).size).toBe(places.length);
  }
});

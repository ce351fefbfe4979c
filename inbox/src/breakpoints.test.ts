import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const read = (path: string) => readFileSync(join(import.meta.dirname, path), 'utf8');

// The widths of others are not there: a class that names one is silently none at all.
test('every class for a width names one of our own', () => {
  const ours = [...read('styles.css').matchAll(/--breakpoint-([a-z]+):/g)].map(([, name]) => name);
  const others = ['sm', 'md', 'lg', 'xl', '2xl'].filter((name) => !ours.includes(name));
  const named = new RegExp(`[\\s"'\`:](?:max-|min-)?(?:${others.join('|')}):[a-z-]`);
  const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' });
  expect(sources.filter((path) => /\.tsx?$/.test(path) && named.test(read(path)))).toEqual([]);
});

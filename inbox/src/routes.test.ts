import { expect, test } from 'vitest';
import { id } from '../test/sample.ts';
import { pathOf, returnPath, routeOf } from './routes.ts';

test.each([
  '/inbox',
  '/inbox/sign-in',
  '/inbox/account/sessions',
  `/inbox/${id(1)}/settings`,
  `/inbox/${id(1)}/waiting`,
  `/inbox/${id(1)}/open/${id(2)}/${id(3)}`,
  `/inbox/${id(1)}/done/${id(2)}/${id(3)}/visitor`,
  `/inbox/${id(1)}/settings/identity`,
  `/inbox/${id(1)}/open/${id(2)}/${id(3)}?message=${id(4)}`,
])('%s is the address of its own route', (path) => {
  const { pathname, search } = new URL(path, 'https://app.example');
  expect(pathOf(routeOf(pathname, search))).toBe(path);
});

test.each(['install', 'identity'])('the old address of %s leads to where it is now', (section) => {
  expect(pathOf(routeOf(`/inbox/${id(1)}/${section}`))).toBe(`/inbox/${id(1)}/settings/${section}`);
});

test.each(['/inbox/nowhere', `/inbox/${id(1)}/settings/parachutes`, `/inbox/${id(1)}`, `/inbox/${id(1)}/open/x/y`, '/inbox/constructor', '/other'])(
  '%s is nowhere',
  (path) => expect(routeOf(path).name).toBe('unknown'),
);

test.each([
  [`?to=/inbox/${id(1)}/open`, `/inbox/${id(1)}/open`],
  [
    `?to=${encodeURIComponent(`/inbox/${id(1)}/open/${id(2)}/${id(3)}?message=${id(4)}`)}`,
    `/inbox/${id(1)}/open/${id(2)}/${id(3)}?message=${id(4)}`,
  ],
  ['?to=//evil.example/inbox/', undefined],
  ['?to=https://evil.example/inbox/open', undefined],
  ['?to=/inbox/../../evil', undefined],
  ['', undefined],
])('signing in at %s returns to %s', (search, path) => expect(returnPath(search)).toBe(path));

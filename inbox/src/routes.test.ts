import type { WorkspaceId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { id } from '../test/sample.ts';
import { pathOf, returnPath, routeOf } from './routes.ts';
import { listOf } from './topics-route.ts';

test.each([
  '/inbox',
  '/inbox/sign-in',
  '/inbox/account/sessions',
  `/inbox/${id(1)}/settings`,
  `/inbox/${id(1)}/report`,
  `/inbox/${id(1)}/articles`,
  `/inbox/${id(1)}/articles/import`,
  `/inbox/${id(1)}/articles/gaps`,
  `/inbox/${id(1)}/articles/${id(7)}`,
  `/inbox/${id(1)}/all?status=waiting`,
  `/inbox/${id(1)}/yours`,
  `/inbox/${id(1)}/snoozed`,
  `/inbox/${id(1)}/team/${id(5)}`,
  `/inbox/${id(1)}/view/${id(6)}/${id(2)}/${id(3)}?sort=waiting`,
  `/inbox/${id(1)}/all/${id(2)}/${id(3)}`,
  `/inbox/${id(1)}/done/${id(2)}/${id(3)}/visitor`,
  `/inbox/${id(1)}/settings/identity`,
  `/inbox/${id(1)}/unassigned/${id(2)}/${id(3)}?message=${id(4)}`,
])('%s is the address of its own route', (path) => {
  const { pathname, search } = new URL(path, 'https://app.example');
  expect(pathOf(routeOf(pathname, search))).toBe(path);
});

test.each([
  ['open', 'all'],
  ['waiting', 'all?status=waiting'],
  [`open/${id(2)}/${id(3)}?message=${id(4)}`, `all/${id(2)}/${id(3)}?message=${id(4)}`],
])('the list that was once at %s leads to where it is now', (before, now) => {
  const { pathname, search } = new URL(`/inbox/${id(1)}/${before}`, 'https://app.example');
  expect(pathOf(routeOf(pathname, search))).toBe(`/inbox/${id(1)}/${now}`);
});

test('the address of a workspace alone leads to its first list', () => {
  expect(pathOf(routeOf(`/inbox/${id(1)}/`))).toBe(`/inbox/${id(1)}/all`);
});

test('filters that are not saved stand in the address; what is no object is no filter', () => {
  const route = { ...listOf(id(1) as WorkspaceId, 'all'), filters: { language: ['de'] } };
  const { pathname, search } = new URL(pathOf(route), 'https://app.example');
  expect(routeOf(pathname, search)).toEqual(route);
  expect(routeOf(pathname, '?filters=[1]')).not.toHaveProperty('filters');
  expect(routeOf(pathname, '?filters={')).not.toHaveProperty('filters');
});

test.each(['install', 'identity'])('the old address of %s leads to where it is now', (section) => {
  expect(pathOf(routeOf(`/inbox/${id(1)}/${section}`))).toBe(`/inbox/${id(1)}/settings/${section}`);
});

test.each([
  '/inbox/nowhere',
  `/inbox/${id(1)}/settings/parachutes`,
  `/inbox/${id(1)}/nothing`,
  `/inbox/${id(1)}/open/x/y`,
  '/inbox/constructor',
  '/other',
])('%s is nowhere', (path) => expect(routeOf(path).name).toBe('unknown'));

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

import { expect, test } from 'vitest';
import { pageToLeadTo } from './page-to-lead-to.ts';

const config = { publicUrl: 'https://app.example' };
const named = ['https://shop.example'];

test.each([
  ['a page of a site that the workspace has named', 'https://shop.example/lamps?a=1#/b', named, true, true],
  ['any page, where it has named none, to himself alone', 'https://tea.example/cart', [], true, false],
  ['no page of another site', 'https://evil.example/lamps', named, false, false],
  ['no page that only begins like one', 'https://shop.example.evil.example/', named, false, false],
  ['no page with a name before its host', 'https://shop.example@evil.example/', named, false, false],
  ['no page by another protocol', 'http://shop.example/lamps', named, false, false],
  ['no page at another port', 'https://shop.example:8443/lamps', named, false, false],
  ['nothing that is no page', 'javascript:alert(1)', [], false, false],
  ['nothing that is no address', '//evil.example', [], false, false],
  ['nothing where none is known', null, [], false, false],
])('a visitor is led to %s', (_what, pageUrl, allowedOrigins, himself, anybody) => {
  const ledTo = (to: 'himself' | 'anybody') =>
    pageToLeadTo(config, { pageUrl, pages: [], allowedOrigins, helpUrl: null }, to)?.href;
  expect(ledTo('himself')).toBe(himself ? pageUrl : undefined);
  expect(ledTo('anybody')).toBe(anybody ? pageUrl : undefined);
});

test('who was on our own page last is led to where he was before', () => {
  const pages = ['https://shop.example/lamps', 'https://evil.example/', 'https://app.example/talk/w1'].map((url) => {
    return { url, title: null, at: '2026-01-01T00:00:00Z' };
  });
  const known = { pageUrl: 'https://app.example/talk/w1', pages, helpUrl: null };
  expect(pageToLeadTo(config, { ...known, allowedOrigins: named }, 'anybody')?.href).toBe('https://shop.example/lamps');
  expect(pageToLeadTo(config, { ...known, pages: [], allowedOrigins: [] }, 'himself')).toBeNull();
});

test('anybody is led to the help centre under the workspace’s own address, and past it to no other site', () => {
  const ledTo = (pageUrl: string, allowedOrigins: string[], to: 'himself' | 'anybody') =>
    pageToLeadTo(config, { pageUrl, pages: [], allowedOrigins, helpUrl: 'https://help.shop.example' }, to)?.href;
  const article = 'https://help.shop.example/en/cups';
  for (const allowed of [named, []]) expect(ledTo(article, allowed, 'anybody')).toBe(article);
  expect(ledTo('https://help.shop.example.evil.example/', named, 'himself')).toBeUndefined();
  expect(ledTo('https://tea.example/cart', [], 'himself')).toBe('https://tea.example/cart');
  expect(ledTo('https://tea.example/cart', [], 'anybody')).toBeUndefined();
});

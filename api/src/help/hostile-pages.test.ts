import { CollectionId } from '@everthread/shared/models/ids';
import { WorkspaceChange } from '@everthread/shared/models/workspace';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newReader } from '../../test/help-centre.ts';
import { newKnowledge } from '../../test/knowledge.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { changeArticle } from '../articles/change-article.ts';
import { createCollection } from '../articles/collections.ts';
import { changeWorkspace } from '../workspaces/change-workspace.ts';

const surroundings = await testSurroundings();
const reader = await newReader();

/** What has made pages of others run it, load it, or lead to it. */
const PAYLOADS = [
  '<script>window.__x=1</script>',
  '"><img src=x onerror=window.__x=1>',
  "' onmouseover='window.__x=1",
  '</title><script>window.__x=1</script>',
  '</script><script>window.__x=1</script>',
  '<!--<script>',
  '<svg/onload=window.__x=1>',
  '<iframe srcdoc="<script>window.__x=1</script>">',
  '<link rel=stylesheet href=//evil.test/x.css><base href=//evil.test/>',
  '[press](javascript:window.__x=1)',
  '[press](JaVaScRiPt:window.__x=1)',
  '[press](java&#10;script:window.__x=1)',
  '[press](vbscript:x) [press](data:text/html,<script>window.__x=1</script>) [press](blob:https://evil.test/x)',
  '[press](//evil.test) [press][1]\n\n[1]: javascript:window.__x=1',
  '![pixel](https://evil.test/pixel.png) ![pixel][2]\n\n[2]: https://evil.test/p.png',
  '![own](image:../../evil) ![x](image:"onerror=window.__x=1)',
  '`<script>window.__x=1</script>`\n\n```\n</code></pre><script>window.__x=1</script>\n```',
  '| <img src=x onerror=window.__x=1> | b |\n|--|--|\n| <script>window.__x=1</script> | [x](javascript:1) |',
  '<https://evil.test/"onmouseover=window.__x=1>',
  'red;background:url(//evil.test/c)',
  '&lt;script&gt;window.__x=1&lt;/script&gt;',
  '\u2028\u202e\ufeff{{constructor.constructor("window.__x=1")()}}',
];

const ELEMENTS =
  'html head meta title link script body a header div details summary span ul li h1 h2 h3 h4 form label input button svg path p main footer section nav ol article time blockquote pre code table thead tbody tr th td strong em s img hr br'.split(
    ' ',
  );
const OWN = /^(http:\/\/localhost:8787\/|http:\/\/127\.0\.0\.1:8787\/|\.{1,2}\/|#|[\da-f-]{36}\/)/;

/** Every element and attribute is one of ours: a text that was escaped can make neither. */
function expectHarmless(html: string): void {
  const withoutFacts = html.replace(/(<script type="application\/ld\+json">)[^<]*/g, '$1');
  expect(
    [...html.matchAll(/<script type="application\/ld\+json">([^<]*)<\/script>/g)].every(([, json]) =>
      JSON.parse(json as string),
    ),
  ).toBe(true);
  for (const [, name = '', attributes = ''] of withoutFacts.matchAll(
    /<([a-z][^\s>/]*)((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*\/?>/gi,
  )) {
    expect(ELEMENTS, withoutFacts).toContain(name);
    for (const [, attribute = '', value = ''] of attributes.matchAll(/\s([^\s=>]+)(?:="([^"]*)")?/g)) {
      expect(attribute, name).not.toMatch(/^(on|style|srcdoc|srcset|formaction|http-equiv)/i);
      const leads = attribute === 'href' || attribute === 'src' || attribute === 'action';
      if (leads && name === 'a') expect(value).toMatch(/^(https?:\/\/|mailto:|tel:|\.{1,2}\/|#|[\da-f-]{36}\/)/);
      else if (leads) expect(value, name).toMatch(OWN);
    }
  }
  // Nothing that begins like an element but is none of those above.
  expect(withoutFacts.replace(/<\/?[a-z][^<>]*>|<!doctype html>/gi, '')).not.toContain('<');
}

test('what is written in articles, collections, names and searches stays text, wherever it is shown', async () => {
  const { workspace, owner, known } = await newKnowledge(
    surroundings,
    PAYLOADS.map((payload, n) => ({
      title: `${payload.replaceAll('\n', ' ')} ${n}`.slice(0, 300),
      body: `${payload}\n\n# ${payload}\n\n- ${payload}\n\n> ${payload}`,
      slug: `a${n}`,
      wordings: [payload],
    })),
  );
  const base = `/help/${workspace.actor.workspaceId}`;
  for (const [n, payload] of PAYLOADS.slice(0, 8).entries()) {
    const id = CollectionId.parse(surroundings.newId());
    const line = payload.replaceAll('\n', ' ').slice(0, 100);
    await createCollection(owner, { id, slug: `c${n}`, names: { en: { name: line, description: line } } });
    await changeArticle(owner, known[n]?.id as never, { collectionId: id });
  }
  await changeWorkspace(owner, { name: PAYLOADS[4]?.slice(0, 80) ?? '' });

  const pages = [
    '',
    '/en',
    ...PAYLOADS.map((_, n) => `/en/articles/a${n}`),
    ...Array.from({ length: 8 }, (_, n) => `/en/collections/c${n}`),
    ...PAYLOADS.map((payload) => `/en/search?q=${encodeURIComponent(payload)}`),
    '/en/search?q=press',
    '/en/articles/never',
  ];
  for (const path of pages) {
    const { status, text, headers } = await reader.read(base + path);
    expect([200, 404], path).toContain(status);
    expectHarmless(text);
    expect(headers.get('Content-Security-Policy')).toMatch(
      /^default-src 'none'; script-src http:\/\/localhost:8787\/assets\/ http:\/\/localhost:8787\/w\.js;/,
    );
    expect(headers.get('Content-Type')).toMatch(/^text\/html; charset=utf-8$/i);
  }
  const map = await reader.read(`${base}/sitemap.xml`);
  expect(map.text).not.toMatch(/<script|evil/);
  const suggestions = await reader.read(`${base}/en/suggestions?q=${encodeURIComponent('<script>')}`);
  expect(suggestions.headers.get('Content-Type')).toContain('application/json');
  expect(suggestions.headers.get('X-Content-Type-Options')).toBe('nosniff');
});

test('a colour is one of ours, an origin is an origin, and an address that is none leads nowhere', async () => {
  const { workspace, owner } = await newKnowledge(surroundings, [{ title: 'Tea', body: 'Clay.' }]);
  for (const helpColor of ['red;background:url(//evil.test)', '"><script>', '#fff', 7]) {
    expect(WorkspaceChange.safeParse({ helpColor }).success).toBe(false);
  }
  for (const helpUrl of [
    'javascript:1',
    'https://*.shop.example',
    'https://help.shop.example/path',
    '"><script>',
    'https://a;b',
  ]) {
    expect(WorkspaceChange.safeParse({ helpUrl }).success).toBe(false);
  }
  await changeWorkspace(owner, { helpColor: 'pink' });
  const base = `/help/${workspace.actor.workspaceId}`;
  expectHarmless((await reader.read(base)).text);
  for (const path of [
    '/en/articles/%00',
    '/en/articles/..%2f..',
    '/en/articles/%ff',
    '/<script>',
    '/en/collections/%22%3E',
    '/EN',
    '/en/articles/A',
  ]) {
    const { status, text } = await reader.read(base + path);
    expect(status, path).toBe(404);
    expectHarmless(text);
  }
});

test('any text that is published is shown, and stays text', async () => {
  const bodies = fc.sample(
    fc.string({
      unit: fc.constantFrom(...'<>&"\'`*_[]()!#|-\\\n :/=abc'.split(''), 'javascript:', 'https://', 'image:'),
      maxLength: 400,
    }),
    60,
  );
  const { workspace } = await newKnowledge(
    surroundings,
    bodies.map((body, n) => ({ title: `Text ${n}`, body: body.toWellFormed(), slug: `t${n}` })),
  );
  for (const n of bodies.keys()) {
    const { status, text } = await reader.read(`/help/${workspace.actor.workspaceId}/en/articles/t${n}`);
    expect(status).toBe(200);
    expectHarmless(text);
  }
});

test('a search as long as may be, of whatever it is made, is answered', async () => {
  const { workspace } = await newKnowledge(surroundings, [
    { title: 'Tea', body: `${'[a]( '.repeat(9_000)}${'| '.repeat(2_000)}` },
  ]);
  const base = `/help/${workspace.actor.workspaceId}/en`;
  expect((await reader.read(`${base}/articles/tea`)).status).toBe(200);
  for (const piece of ['[', '<', '(a ', '退', 'ก', '\u0301', '%', '_', "'", '👩‍👩‍👧', 'a ']) {
    const query = encodeURIComponent(piece.repeat(50_000).slice(0, 5_000));
    expect((await reader.read(`${base}/search?q=${query}`)).status, piece).toBe(200);
    expect((await reader.read(`${base}/suggestions?q=${query}`)).status, piece).toBe(200);
  }
});

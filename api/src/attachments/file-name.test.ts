import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanName, contentDisposition, nameOfType } from './file-name.ts';

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\me\\Desktop\\report.pdf', 'report.pdf'],
  ['a\r\nSet-Cookie: x=1.txt', 'aSet-Cookie_ x=1.txt'],
  ['say "hi".txt', 'say _hi_.txt'],
  ['photo\u202Egpj.exe', 'photogpj.exe'],
  ['.ht\u200Baccess', 'htaccess'],
  ['\u200B.htaccess', 'htaccess'],
  ['..\u2060..', 'file'],
  ['a\0.png', 'a.png'],
  ['CON', '_CON'],
  ['nul.txt', '_nul.txt'],
  ['com\u200B1.log', '_com1.log'],
  ['LPT¹', '_LPT¹'],
  ['console.log', 'console.log'],
  ['name.exe. . ', 'name.exe'],
  ['', 'file'],
  ['///', 'file'],
  ['\u3164', 'file'],
  ['日本語のファイル.png', '日本語のファイル.png'],
  ['تقرير.pdf', 'تقرير.pdf'],
  ['Cafe\u0301.txt', 'Café.txt'],
  ['👩‍👧.png', '👩👧.png'],
  ['a  \t b.txt', 'a b.txt'],
  ['lone \ud800 half.txt', 'lone half.txt'],
])('%j becomes %j', (given, clean) => {
  expect(cleanName(given)).toBe(clean);
});

test('a long name is cut before its extension and not through a character', () => {
  expect(cleanName(`${'x'.repeat(300)}.jpeg`)).toBe(`${'x'.repeat(194)}.jpeg`);
  expect(cleanName(`${'🙂'.repeat(300)}.png`)).toBe(`${'🙂'.repeat(97)}.png`);
  expect(cleanName('y'.repeat(300))).toBe('y'.repeat(199));
});

const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({
    unit: fc.constantFrom('.', '/', '\\', ' ', '\u200B', '\u202E', '\0', 'a', 'CON', '"', '\r\n', '🙂', '\ud800'),
  }),
);

test('whatever comes in, what comes out is a plain file name, and cleaning it again changes nothing', () => {
  fc.assert(
    fc.property(anyName, (name) => {
      const clean = cleanName(name);
      expect(clean.length).toBeGreaterThan(0);
      expect(clean.length).toBeLessThanOrEqual(200);
      expect(clean).not.toMatch(/[/\\"*:<>?|\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]|^[. ]|[. ]$|^(con|nul|com1)(\.|$)/iu);
      expect(cleanName(clean)).toBe(clean);
    }),
    { numRuns: 5_000 },
  );
});

test.each([
  ['photo.png', ['png', 'apng'], 'photo.png'],
  ['photo.PNG', ['png', 'apng'], 'photo.PNG'],
  ['a.png.html', ['png', 'apng'], 'a.png.html.png'],
  ['image', ['jpg', 'jpeg'], 'image.jpg'],
  ['a.html', [], 'a.html'],
])('%j of a type that ends in %j is called %j', (name, extensions, called) => {
  expect(nameOfType(name, extensions)).toBe(called);
});

test('a name that grows by its extension stays short enough', () => {
  expect(nameOfType('y'.repeat(200), ['webp'])).toBe(`${'y'.repeat(195)}.webp`);
});

test('the header says the name twice, and is nothing but ASCII', () => {
  expect(contentDisposition('attachment', "Bericht für Zoë's (neu) 100%.pdf")).toBe(
    "attachment; filename=\"Bericht f_r Zo_'s (neu) 100_.pdf\"; filename*=UTF-8''Bericht%20f%C3%BCr%20Zo%C3%AB%27s%20%28neu%29%20100%25.pdf",
  );
});

test('no name breaks out of the header, and every name is read back as it was', () => {
  fc.assert(
    fc.property(anyName, (name) => {
      const clean = cleanName(name);
      const header = contentDisposition('inline', clean);
      const parts = /^inline; filename="[^"\\]*"; filename\*=UTF-8''([\w.~%-]*)$/.exec(header);
      expect(decodeURIComponent(parts?.[1] ?? 'broken')).toBe(clean);
      expect(header).toMatch(/^[\x20-\x7e]*$/);
    }),
    { numRuns: 2_000 },
  );
});

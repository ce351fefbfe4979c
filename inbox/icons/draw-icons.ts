import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { launchBrowser } from '../../e2e/browser.ts';

// Draws the icons of the installed inbox anew: `node inbox/icons/draw-icons.ts`. They are kept, because a build has no
// browser.

const TEAL = '#0b8a94';
const THREAD =
  'M4 7.5C4 5.6 5.6 4 7.5 4h9C18.4 4 20 5.6 20 7.5S18.4 11 16.5 11h-9C5.6 11 4 12.6 4 14.5S5.6 18 7.5 18H17l3 2.5';

/** `scale`: how much of the width the thread takes. A maskable icon may be cut to its inner four fifths. */
const drawing = ({ ground, round, scale }: { ground: string; round: number; scale: number }) => `
  <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="100%" height="100%">
    <rect width="100" height="100" rx="${round}" fill="${ground}"/>
    <g transform="translate(50 50) scale(${scale}) translate(-12 -12)">
      <path d="${THREAD}" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/>
    </g>
  </svg>`;

const ICONS = [
  { name: 'icon-192', size: 192, svg: drawing({ ground: TEAL, round: 22, scale: 2.9 }) },
  { name: 'icon-512', size: 512, svg: drawing({ ground: TEAL, round: 22, scale: 2.9 }) },
  { name: 'maskable-512', size: 512, svg: drawing({ ground: TEAL, round: 0, scale: 2.3 }) },
  { name: 'apple-180', size: 180, svg: drawing({ ground: TEAL, round: 0, scale: 2.7 }) },
  { name: 'badge-96', size: 96, svg: drawing({ ground: 'none', round: 0, scale: 3.9 }) },
];

const browser = await launchBrowser();
const page = await browser.newPage();
for (const { name, size, svg } of ICONS) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<body style="margin:0">${svg}</body>`);
  await writeFile(resolve(import.meta.dirname, `${name}.png`), await page.screenshot({ omitBackground: true }));
}
await browser.close();

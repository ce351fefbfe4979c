import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const PASSING_MS = 500;

/** What axe finds wrong with the page, or a frame of it, as it stands, in both colour schemes; each with the elements it is about. */
export async function accessibilityTroubles(page: Page, part: Pick<Page, 'evaluate'> = page): Promise<string[]> {
  const troubles: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    const found = await violations(part);
    if (found.length === 0) continue;
    // What is only passing, such as a colour on its way from one scheme to the other, is not judged.
    await page.waitForTimeout(PASSING_MS);
    troubles.push(...(await violations(part)).map((trouble) => `${colorScheme} ${trouble}`));
  }
  return troubles;
}

async function violations(page: Pick<Page, 'evaluate'>): Promise<string[]> {
  // Evaluated by the debugger, which the page's content security policy does not reach.
  await page.evaluate(axeSource);
  const results = await page.evaluate<AxeResults>('axe.run({ resultTypes: ["violations"] })');
  return results.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help} · ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' · ')}`,
  );
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with the page as it stands, in both colour schemes; each with the elements it is about. */
export async function accessibilityTroubles(page: Page): Promise<string[]> {
  const troubles: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    // Evaluated by the debugger, which the page's content security policy does not reach.
    await page.evaluate(axeSource);
    const { violations } = await page.evaluate<AxeResults>('axe.run({ resultTypes: ["violations"] })');
    for (const { id, help, nodes } of violations) {
      troubles.push(
        `${colorScheme} ${id}: ${help} · ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' · ')}`,
      );
    }
  }
  return troubles;
}

import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { inject } from 'vitest';
import type { TestAgent } from '../api/test/factories.ts';

/** Gives a browser the agent's session, as if he had signed in there. */
export function signIn(
  context: BrowserContext,
  { cookie }: Pick<TestAgent, 'cookie'>,
  { appUrl } = inject('system'),
): Promise<void> {
  const [name = '', value = ''] = cookie.split(/=(.*)/s);
  return context.addCookies([{ name, value, url: appUrl, httpOnly: true, sameSite: 'Lax' }]);
}

/** A browser's window of its own in which the agent is signed in, and nothing is open yet. */
export async function windowOf(
  browser: Browser,
  agent: Pick<TestAgent, 'cookie'>,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', ...options });
  await signIn(context, agent);
  return context.newPage();
}

/** Such a window at a place in the agent's inbox: `all`, `settings/flows` … */
export async function openInbox(
  browser: Browser,
  agent: TestAgent,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await windowOf(browser, agent, options);
  await page.goto(`${inject('system').appUrl}/inbox/${agent.workspaceId}/${path}`);
  return page;
}

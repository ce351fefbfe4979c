import type { WorkspaceId } from '@everthread/shared/models/ids';
import { createCall } from '../../api/call.ts';
import type { App } from '../../app-context.ts';
import type { Choice, CommandContext } from '../../commands/command.ts';
import { firstList } from '../../topics-route.ts';

export type UnreadCounts = Readonly<Partial<Record<WorkspaceId, number>>>;

/** Whoever types in a list of workspaces asks again with every key. */
const GOOD_FOR_MS = 5_000;
let last: { askedAt: number; counts: Promise<UnreadCounts> } | undefined;

/** How many topics await the agent in each of his workspaces. Nothing, where that cannot be had now. */
export function unreadCounts(app: Pick<App, 'account'>): Promise<UnreadCounts> {
  const now = performance.now();
  if (!last || now - last.askedAt > GOOD_FOR_MS) last = { askedAt: now, counts: ask(app) };
  return last.counts;
}

async function ask({ account }: Pick<App, 'account'>): Promise<UnreadCounts> {
  const call = createCall(window.fetch.bind(window), account.turnAway);
  try {
    return (await call<{ counts: UnreadCounts }>('GET', '/api/account/unread')).counts;
  } catch {
    return {};
  }
}

/** Where counting ends, it says so. */
const MOST_COUNTED = 100;

/** A count as it is written: nothing for none. */
export function writeUnread(count: number | undefined, language: string): string {
  if (!count) return '';
  return count >= MOST_COUNTED ? `${(MOST_COUNTED - 1).toLocaleString(language)}+` : count.toLocaleString(language);
}

/** The workspaces to go to, each with what awaits one there; of the one at hand that is known without asking. */
export async function workspaceChoices({ app, inbox, workspaceId, t }: CommandContext): Promise<Choice[]> {
  const counts = await unreadCounts(app);
  const { lang } = document.documentElement;
  const who = app.account.who.peek();
  if (who.name !== 'signed-in') return [];
  return who.me.workspaces.map(({ id, name }) => {
    const count = writeUnread(id === workspaceId ? inbox.topics.unreadCount.peek() : counts[id], lang);
    return {
      id,
      label: name,
      hint: count && t.menu.unread(count),
      isChosen: id === workspaceId,
      run: () => app.router.go(firstList(id)),
    };
  });
}

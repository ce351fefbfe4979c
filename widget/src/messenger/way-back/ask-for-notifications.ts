import { NOTIFY_WINDOW, servePasses } from '../../way-back/opener.ts';
import type { WayBackModel } from './way-back-model.ts';

const LOOK_EVERY_MS = 500;

/** Whether this is our own page, which asks by itself. */
export function isOnOwnPage({ location, parent }: Window): boolean {
  try {
    return parent.location.origin === location.origin && parent.location.pathname.startsWith('/talk/');
  } catch {
    return false; // another site's
  }
}

/**
 * Opens our own window, in which the visitor says that he wants to be told: a frame of another site may not ask. `url`:
 * the page on which he is. Must follow a press.
 */
export function askForNotifications(
  self: Window,
  workspaceId: string,
  model: Pick<WayBackModel, 'makePass' | 'load'>,
  url: () => Promise<string | undefined>,
): void {
  // Not the language alone: a frame may bear that name, and would be led away in place of a window.
  const name = `${NOTIFY_WINDOW}${self.document.documentElement.lang}`;
  const opened = self.open(`/notify/${workspaceId}`, name, 'popup,width=420,height=520');
  if (!opened) return;
  const endServing = servePasses(self, opened, async (purpose) => {
    const [{ pass }, page] = await Promise.all([model.makePass(purpose), url()]);
    return { pass, url: page };
  });
  const timer = setInterval(() => {
    if (!opened.closed) return;
    clearInterval(timer);
    endServing();
    void model.load();
  }, LOOK_EVERY_MS);
}

import type { ProactiveMessage } from '@everthread/shared/models/proactive';
import { showCard } from './card.ts';
import { messageFor } from './choose-message.ts';
import { noteSeen, readSeen } from './seen.ts';

/**
 * Looks once a second where somebody is, and shows what fits: each once, one on a page's load, and never over the
 * messenger. Ends by itself when there is nothing left to show. Where the page ends the widget nothing runs, until it begins
 * it anew. Returns its end.
 */
export function watchStay(messages: readonly ProactiveMessage[], tag: HTMLScriptElement): () => void {
  const workspaceId = tag.dataset.workspace ?? '';
  const language = tag.dataset.language || navigator.language;
  const { side = '', color = '' } = tag.dataset;
  const look = {
    language,
    color: CSS.supports('color', color) ? color : '#4b3fe0',
    side: /^(left|right)$/.test(side) ? side : 'inset-inline-end',
  };
  let url = location.href;
  let seconds = 0;
  let hadLauncher = false;
  let endCard: (() => void) | undefined;
  let timer = setInterval(lookNow, 1_000);
  const launchers = new MutationObserver(() => {
    if (!findLauncher()) return;
    launchers.disconnect();
    timer = setInterval(lookNow, 1_000);
  });
  const end = () => {
    clearInterval(timer);
    launchers.disconnect();
    endCard?.();
  };

  function lookNow(): void {
    const launcher = findLauncher();
    if (launcher) hadLauncher = true;
    else if (hadLauncher) {
      end();
      if (!endCard) launchers.observe(document.documentElement, { childList: true });
      return;
    }
    if (endCard) {
      if (launcher && isOpen(launcher)) end();
      return;
    }
    if (document.hidden) return;
    seconds = location.href === url ? seconds + 1 : 0;
    url = location.href;
    const seen = readSeen(workspaceId);
    if (!seen || messages.every(({ id }) => seen.has(id))) {
      end();
      return;
    }
    const message = messageFor(messages, { url, seconds, language, seen });
    if (!message || !launcher || isOpen(launcher)) return;
    if (noteSeen(workspaceId, message.id)) {
      endCard = showCard(message, look, { onOpen: () => window.Everthread?.('open'), onLeft: end });
      window.Everthread?.('on', 'open', end);
    } else end();
  }
  return end;
}

const findLauncher = () => document.querySelector('everthread-widget');

/** The messenger is shown, wherever on the screen: in its place there is something of the launcher's. */
function isOpen(launcher: Element): boolean {
  const y = innerHeight - 120;
  return [50, innerWidth / 2, innerWidth - 50].some((x) => document.elementFromPoint(x, y) === launcher);
}

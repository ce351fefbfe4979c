import type { ProactiveMessage } from '@everthread/shared/models/proactive';
import { watchStay } from './watch-stay.ts';

/** What the server puts in its place, so that one answer brings both. */
declare const __MESSAGES__: readonly ProactiveMessage[];

// Whatever a page has done to its globals, it must not see an error of ours.
try {
  const tag = document.querySelector<HTMLScriptElement>('[src*="/w.js"][data-workspace][data-proactive]');
  const messages = __MESSAGES__;
  if (tag && messages.length > 0) watchStay(messages, tag);
} catch {}

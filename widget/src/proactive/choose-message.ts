import { flowLanguageOf } from '@everthread/shared/client/flow-steps';
import type { FlowId } from '@everthread/shared/models/ids';
import type { ProactiveMessage } from '@everthread/shared/models/proactive';

/** Where somebody is, for how long he has looked at it, and what he has been shown before. */
export type Stay = { url: string; seconds: number; language: string; seen: ReadonlySet<FlowId> };

/** What is to be shown now: of what he has not seen, the first that fits. */
export const messageFor = (messages: readonly ProactiveMessage[], stay: Stay): ProactiveMessage | undefined =>
  messages.find(
    ({ id, afterSeconds, pages, languages }) =>
      !stay.seen.has(id) &&
      stay.seconds >= afterSeconds &&
      pages.every((part) => stay.url.toLowerCase().includes(part.toLowerCase())) &&
      languages.every((each) => each === flowLanguageOf(stay.language)),
  );

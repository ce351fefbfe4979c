import type { MessageId } from '@everthread/shared/models/ids';
import { effect } from '@preact/signals';
import type { App } from '../../app-context.ts';
import type { CommandContext } from '../../commands/command.ts';
import { errorWords } from '../../error-words.ts';
import type { Strings } from '../../locales/en.ts';
import { enWriting } from '../../locales/en-writing.ts';
import type { ThreadModel } from '../../models/thread-model.ts';
import type { Waiting } from '../../models/waiting-replies.ts';
import { compose } from './compose.ts';

/** What is being taken back already: a second press of a quick hand would give its words twice. */
const underWay = new Set<MessageId>();

type Waits = { timeline: ThreadModel['timeline']; waiting: Pick<ThreadModel['waiting'], 'cancel' | 'shown'> };

/**
 * Takes back a reply that waits; one that is still on its way to the server, once it is there. Its words, to be written on;
 * where it cannot be taken back, it says why.
 */
export async function takeBack(
  thread: Waits,
  id: MessageId,
  { toasts }: Pick<App, 'toasts'>,
  t: Strings,
): Promise<Waiting['words'] | undefined> {
  if (underWay.has(id)) return;
  underWay.add(id);
  try {
    await whenStored(thread, id);
    // One that was refused is still here.
    if (thread.waiting.shown.peek().some((reply) => reply.id === id)) return (await thread.waiting.cancel(id))?.words;
  } catch (error) {
    toasts.show({ tone: 'trouble', text: `${enWriting.waiting.notUndone}. ${errorWords(error, t)}` });
  } finally {
    underWay.delete(id);
  }
}

const whenStored = ({ timeline }: Pick<Waits, 'timeline'>, id: MessageId) =>
  new Promise<void>((resolve) => {
    const end = effect(() => {
      if (timeline.value.unsent.some((message) => message.id === id && message.state === 'sending')) return;
      queueMicrotask(() => end());
      resolve();
    });
  });

/** Likewise of the thread on the screen, into its composer. */
export async function takeHeldBack({ inbox, app, t, route }: CommandContext, id: MessageId): Promise<void> {
  const thread = inbox.current.peek();
  if (!thread || !route.shown) return;
  const { threadId } = route.shown;
  const words = await takeBack(thread, id, app, t);
  if (words) compose({ drafts: inbox.drafts, threadId, path: thread.path() }, 'message', words);
}

import type { MessageId } from '@everthread/shared/models/ids';
import { computed, effect } from '@preact/signals';
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
    await whenStored(thread, id, toasts);
    const isThere = (reply: { id: MessageId }) => reply.id === id;
    if (thread.waiting.shown.peek().some(isThere)) return (await thread.waiting.cancel(id))?.words;
    // One that was refused is still here; of one that has gone out meanwhile nothing is.
    if (!thread.timeline.peek().unsent.some(isThere))
      toasts.show({ tone: 'trouble', text: enWriting.waiting.notUndone });
  } catch (error) {
    toasts.show({ tone: 'trouble', text: `${enWriting.waiting.notUndone}. ${errorWords(error, t)}` });
  } finally {
    underWay.delete(id);
  }
}

/** It may take as long as one is without a network, so it is said. */
async function whenStored({ timeline }: Pick<Waits, 'timeline'>, id: MessageId, toasts: App['toasts']): Promise<void> {
  const isOnItsWay = computed(() =>
    timeline.value.unsent.some((message) => message.id === id && message.state === 'sending'),
  );
  if (!isOnItsWay.peek()) return;
  const said = toasts.show({ tone: 'news', text: enWriting.waiting.onceThere });
  await new Promise<void>((resolve) => {
    const end = effect(() => {
      if (isOnItsWay.value) return;
      queueMicrotask(() => end());
      resolve();
    });
  });
  toasts.dismiss(said);
}

/** Likewise of the thread on the screen, into its composer, also where one has gone on to another meanwhile. */
export async function takeHeldBack({ inbox, app, t, route }: CommandContext, id: MessageId): Promise<void> {
  const thread = inbox.current.peek();
  if (!thread || !route.shown) return;
  const { threadId } = route.shown;
  const words = await takeBack(thread, id, app, t);
  if (!words) return;
  compose({ inbox, threadId, thread }, 'message', words);
  if (inbox.current.peek() !== thread) app.toasts.show({ tone: 'news', text: enWriting.waiting.takenBack });
}

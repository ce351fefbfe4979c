import type { MessageId } from '@everthread/shared/models/ids';
import type { App } from '../../app-context.ts';
import type { CommandContext } from '../../commands/command.ts';
import { errorWords } from '../../error-words.ts';
import type { Strings } from '../../locales/en.ts';
import { enWriting } from '../../locales/en-writing.ts';
import type { ThreadModel } from '../../models/thread-model.ts';
import type { Waiting } from '../../models/waiting-replies.ts';
import { compose } from './compose.ts';

/** Takes back a reply that waits. Its words, to be written on; where it cannot be taken back, it says why. */
export async function takeBack(
  thread: ThreadModel,
  id: MessageId,
  { toasts }: App,
  t: Strings,
): Promise<Waiting['words'] | undefined> {
  try {
    return (await thread.waiting.cancel(id))?.words;
  } catch (error) {
    toasts.show({ tone: 'trouble', text: `${enWriting.waiting.notUndone}. ${errorWords(error, t)}` });
  }
}

/** Likewise of the thread on the screen, into its composer. */
export async function takeHeldBack({ inbox, app, t, route }: CommandContext, id: MessageId): Promise<void> {
  const thread = inbox.current.peek();
  if (!thread || !route.shown) return;
  const { threadId } = route.shown;
  const words = await takeBack(thread, id, app, t);
  if (words) compose({ drafts: inbox.drafts, threadId, path: thread.path() }, 'message', words);
}

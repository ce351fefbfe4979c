import type { MessageId } from '@everthread/shared/models/ids';
import type { Message } from '@everthread/shared/models/message';
import { batch } from '@preact/signals';
import type { ComposerModel } from './composer-model.ts';
import type { ThreadModel } from './thread-model.ts';

type Editing = Pick<ThreadModel, 'edit' | 'noteTrouble'>;

/** Other words for a message: how often some were sent, and those that could not be stored. */
type Edits = { sent: number; unstored?: string | undefined };

const edits = new WeakMap<ComposerModel, Map<MessageId, Edits>>();

/** The server will not have these words for this message, now or later: its time is over, or it is gone. */
const isForGood = (error: unknown): boolean =>
  [400, 403, 404, 409, 410].includes((error as { status?: number }).status ?? 0);

/** Whether other words for the message wait to be tried again. */
export const hasUnstored = (composer: ComposerModel, id: MessageId): boolean =>
  edits.get(composer)?.get(id)?.unstored !== undefined;

/**
 * Other words for a message, to be written in the field. What could not be stored comes back into it, unless something
 * else is written there by then: it is there when he edits that message the next time. What can never be stored is put
 * before what he is writing, to be sent as a message or not.
 */
export function editMessage(composer: ComposerModel, thread: Editing, message: Message): void {
  const all = edits.get(composer) ?? new Map<MessageId, Edits>();
  edits.set(composer, all);
  const own = all.get(message.id) ?? { sent: 0 };
  all.set(message.id, own);

  function begin(): void {
    composer.aimAt({ name: 'edit', message, save });
    const text = own.unstored;
    if (text === undefined) return;
    own.unstored = undefined;
    composer.draft.value = text;
    composer.hasFailed.value = true;
  }

  async function save(text: string): Promise<void> {
    if (text.trim() === message.text) return;
    own.sent += 1;
    const mine = own.sent;
    try {
      await thread.edit(message.id, text);
    } catch (error) {
      if (mine !== own.sent) return; // his later words are what he wants to have said
      const { aim, draft, files } = composer;
      if (isForGood(error)) {
        putBefore(composer, text);
        thread.noteTrouble();
        return;
      }
      own.unstored = text;
      if (aim.value.name === 'new' && draft.value === '' && files.value.length === 0) begin();
      else thread.noteTrouble();
    }
  }

  begin();
}

/** Before what is being written as a message, also where another one is being edited meanwhile: that goes on. */
function putBefore(composer: ComposerModel, text: string): void {
  const { aim, draft, hasFailed, isAwaitingFiles } = composer;
  const [before, words, failed] = [aim.peek(), draft.peek(), hasFailed.peek()];
  batch(() => {
    isAwaitingFiles.value = false; // what is put there is not to be sent unseen
    composer.rewrite(text);
    if (before.name !== 'edit') return;
    composer.aimAt(before);
    draft.value = words;
    hasFailed.value = failed;
  });
}

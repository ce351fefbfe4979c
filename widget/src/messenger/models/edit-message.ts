import type { MessageId } from '@everthread/shared/models/ids';
import type { Message } from '@everthread/shared/models/message';
import type { ComposerModel } from './composer-model.ts';
import type { ThreadModel } from './thread-model.ts';

type Editing = Pick<ThreadModel, 'edit' | 'noteTrouble'>;

/** Other words that could not be stored, while their writer was at something else. */
const unstored = new WeakMap<ComposerModel, Map<MessageId, string>>();

/**
 * Other words for a message, to be written in the field. What could not be stored comes back into it, unless something
 * else is written there by then: it is there when he edits that message the next time.
 */
export function editMessage(composer: ComposerModel, thread: Editing, message: Message): void {
  const kept = unstored.get(composer) ?? new Map<MessageId, string>();
  unstored.set(composer, kept);

  function begin(): void {
    composer.aimAt({ name: 'edit', message, save });
    const text = kept.get(message.id);
    if (text === undefined) return;
    kept.delete(message.id);
    composer.draft.value = text;
    composer.hasFailed.value = true;
  }

  async function save(text: string): Promise<void> {
    if (text.trim() === message.text) return;
    try {
      await thread.edit(message.id, text);
    } catch {
      kept.set(message.id, text);
      const { aim, draft, files } = composer;
      if (aim.value.name === 'new' && draft.value === '' && files.value.length === 0) begin();
      else thread.noteTrouble();
    }
  }

  begin();
}

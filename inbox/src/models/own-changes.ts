import type { MessageId } from '@everthread/shared/models/ids';
import type { TeamMessage } from '@everthread/shared/models/message';
import { signal } from '@preact/signals';
import type { SentAnswer } from '../api/team-api.ts';

/** Other words, or none any more. */
type OwnChange = { text: string } | 'deleted';

/** One's own edits and deletions that the server has not confirmed: on screen at once, taken back when it refuses. */
export function ownChanges(receive: (answer: SentAnswer) => void) {
  const pending = signal<ReadonlyMap<MessageId, OwnChange>>(new Map());

  function set(id: MessageId, change: OwnChange | undefined): void {
    const next = new Map(pending.peek());
    if (change) next.set(id, change);
    else next.delete(id);
    pending.value = next;
  }

  return {
    async make(id: MessageId, change: OwnChange, ask: () => Promise<SentAnswer>): Promise<void> {
      set(id, change);
      try {
        receive(await ask());
      } finally {
        if (pending.peek().get(id) === change) set(id, undefined);
      }
    },
    /** The messages as they will be. */
    over(sent: readonly TeamMessage[]): readonly TeamMessage[] {
      if (pending.value.size === 0) return sent;
      return sent.map((message) => {
        const change = pending.value.get(message.id);
        if (!change) return message;
        if (change === 'deleted')
          return { ...message, text: '', quote: null, attachments: [], deletedAt: message.sentAt };
        return { ...message, text: change.text, editedAt: message.editedAt ?? message.sentAt };
      });
    },
  };
}

import type { TeamMessage } from '@everthread/shared/models/message';
import type { ThreadModel } from '../../models/thread-model.ts';

/** The message that is meant where none is named: the one that the hand is at, else the last that can be answered to. */
export function messageAtHand(thread: ThreadModel): TeamMessage | undefined {
  const sent = thread.sent.peek().filter(({ deletedAt }) => !deletedAt);
  return (
    sent.find(({ id }) => id === thread.chosenId.peek()) ?? sent.findLast(({ author }) => author.kind === 'visitor')
  );
}

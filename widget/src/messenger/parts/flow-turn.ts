import type { Timeline } from '@everthread/shared/client/timeline';
import type { MessageId } from '@everthread/shared/models/ids';
import type { Message } from '@everthread/shared/models/message';

/**
 * Whether what a flow asked can still be answered beside it: until something else is said. What stands in its field is
 * still to be sent, whatever was said meanwhile.
 */
export function isAnswerable(
  { sent, unsent }: Pick<Timeline<Message, never>, 'sent' | 'unsent'>,
  id: MessageId,
  typed: string,
): boolean {
  return typed.trim() !== '' || (unsent.length === 0 && sent.at(-1)?.id === id);
}

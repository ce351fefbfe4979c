import type { MessageId } from '@everthread/shared/models/ids';
import type { TeamMessage } from '@everthread/shared/models/message';

/** What an agent answered to a message, until the visitor wrote again. Greetings are left in: who edits it sees them. */
export function answerTo(messages: readonly TeamMessage[], questionId: MessageId): string {
  const question = messages.find(({ id }) => id === questionId);
  if (!question) return '';
  const said: string[] = [];
  for (const { author, kind, topicId, seq, text } of messages.toSorted((a, b) => a.seq - b.seq)) {
    if (seq <= question.seq || topicId !== question.topicId || kind === 'note') continue;
    if (author.kind === 'agent' && text) said.push(text);
    else if (author.kind === 'visitor' && said.length > 0) break;
  }
  return said.join('\n\n');
}

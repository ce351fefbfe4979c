import type { BotSaying } from '@everthread/shared/models/bot';
import type { Message } from '@everthread/shared/models/message';

type Said = Pick<Message, 'author' | 'topicId' | 'bot'>;
type OfBot<Each extends Said> = Each & { bot: BotSaying };

/**
 * What stands under the conversation for the bot's sake: the first answer to this matter is awaited, or this is what it
 * said last. Undefined where a person has been called or has answered, or there is no bot.
 */
export function botTurn<Each extends Said>(
  sent: readonly Each[],
  asksBot: boolean,
): OfBot<Each> | 'awaited' | undefined {
  const newest = sent.at(-1);
  const last = sent.findLast(({ author, topicId }) => author.kind !== 'visitor' && topicId === newest?.topicId);
  if (newest && !last) return asksBot ? 'awaited' : undefined;
  return last && isOfBot(last) && last.bot.kind !== 'handover' ? last : undefined;
}

const isOfBot = <Each extends Said>(said: Each): said is OfBot<Each> => !!said.bot;

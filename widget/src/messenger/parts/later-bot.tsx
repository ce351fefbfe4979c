import type { Message } from '@everthread/shared/models/message';
import { later } from '../later.ts';
import type { ThreadModel } from '../models/thread-model.ts';
import type { Speech } from '../words.ts';
import { RichText } from './rich-text.tsx';

/** What shows what the bot says: fetched when it first says something. */
const laterBot = later(() => import('./bot-said.tsx'));

type WordsProps = { message: Message; thread: ThreadModel; speech: Speech };

/** The words of a message; of the bot's with what they stand on. */
export function Words({ message, thread, speech }: WordsProps) {
  if (message.bot) laterBot.want();
  const { value } = laterBot;
  return message.bot && value ? (
    <value.BotSaid message={message} bot={message.bot} thread={thread} speech={speech} />
  ) : (
    <RichText text={message.text} />
  );
}

/** Under what the bot said last: whether it helped, and a person in any case. */
export function BotTurn({ thread, speech }: { thread: ThreadModel; speech: Speech }) {
  const { sent, unsent } = thread.timeline.value;
  const newest = sent.at(-1);
  const last = sent.findLast(({ author }) => author.kind !== 'visitor');
  const { value } = laterBot;
  if (!value || !newest || !last?.bot || last.bot.kind === 'handover' || unsent.length > 0) return null;
  if (last.topicId !== newest.topicId) return null;
  return (
    <value.AfterTheBot
      key={last.id}
      message={last}
      bot={last.bot}
      isNewest={last === newest}
      thread={thread}
      speech={speech}
    />
  );
}

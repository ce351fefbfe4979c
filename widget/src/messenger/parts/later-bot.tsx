import type { Message } from '@everthread/shared/models/message';
import { later } from '../later.ts';
import type { ThreadModel } from '../models/thread-model.ts';
import type { Speech } from '../words.ts';
import { botTurn } from './bot-turn.ts';
import { RichText } from './rich-text.tsx';

/** What shows what the bot says: fetched when it first says something. */
const laterBot = later(() => import('./bot-said.tsx'));

/** The lines that the bot said would still move: what shows them is on its way. */
export function isBotAwaited(sent: readonly Message[]): boolean {
  if (!sent.some(({ bot }) => bot)) return false;
  laterBot.want();
  return laterBot.isAwaited;
}

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

/** Under what the bot said last: whether it helped, and a person in any case, also while it is first asked. */
export function BotTurn({ thread, speech }: { thread: ThreadModel; speech: Speech }) {
  const { sent, unsent } = thread.timeline.value;
  const turn = botTurn(sent, thread.asksBot.value);
  if (turn) laterBot.want();
  const { value } = laterBot;
  if (!turn || !value || unsent.length > 0) return null;
  if (turn === 'awaited') return <value.WhileAwaited key={sent.length} thread={thread} />;
  return (
    <value.AfterTheBot
      key={turn.id}
      message={turn}
      bot={turn.bot}
      isNewest={turn === sent.at(-1)}
      thread={thread}
      speech={speech}
    />
  );
}

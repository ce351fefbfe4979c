import type { Message } from '@everthread/shared/models/message';
import { botTurn } from '../parts/bot-turn.ts';

/** Whether nobody is waited for: a person has answered, or the bot has the word. */
export const isAnswered = (sent: readonly Pick<Message, 'author' | 'topicId' | 'bot'>[], asksBot: boolean): boolean =>
  sent.at(-1)?.author.kind === 'agent' || botTurn(sent, asksBot) !== undefined;

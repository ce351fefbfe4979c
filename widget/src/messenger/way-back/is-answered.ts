import type { Message } from '@everthread/shared/models/message';
import type { VisitorTopic } from '@everthread/shared/models/topic';
import { botTurn } from '../parts/bot-turn.ts';

type Said = {
  sent: readonly Pick<Message, 'author' | 'topicId' | 'bot'>[];
  topics: readonly Pick<VisitorTopic, 'rating'>[];
};

/** Whether nobody is waited for: a person has answered, the bot has the word, or it is asked how it went. */
export const isAnswered = ({ sent, topics }: Said, asksBot: boolean): boolean =>
  sent.at(-1)?.author.kind === 'agent' || botTurn(sent, asksBot) !== undefined || topics.at(-1)?.rating !== undefined;

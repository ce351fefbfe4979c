import { botMessages, botQuestions, botQuotes } from '../db/schema/bot.ts';
import { flowRuns } from '../db/schema/flows.ts';
import type { Place } from './place.ts';
import { ofMessage, ofTopic } from './whose.ts';

/** What the bot and the flows have noted of a visitor. What they said lies among the messages. */
export const PLACES_OF_BOT: readonly Place[] = [
  { table: botQuotes, kind: 'bot', isHis: ofMessage, team: ['message_id', 'language', 'heading', 'text'] },
  {
    table: botMessages,
    kind: 'bot',
    isHis: ofMessage,
    own: { columns: ['message_id', 'helped', 'helped_at'] },
    team: ['kind', 'reason', 'resolved', 'verdict'],
    silent: ['asks'], // the flow's own words
  },
  {
    table: botQuestions,
    kind: 'bot',
    isHis: ofMessage,
    team: ['message_id', 'text', 'spoken', 'outcome', 'asked_at'],
    silent: ['best'],
  },
  {
    table: flowRuns,
    kind: 'flows',
    isHis: ofTopic,
    team: ['topic_id', 'language', 'state', 'started_at', 'ended_at'],
  },
];

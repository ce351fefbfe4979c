import { asksForPerson } from '@everthread/shared/client/asks-for-person';
import type { BotMode, BotSayingKind, HandoverReason } from '@everthread/shared/models/bot';
import { asksSomething } from './read-words.ts';

/** So often the bot tries; after that a person does. */
const MOST_TURNS = 3;

/** Where a topic stands when the bot could answer a visitor's message in it. */
export type Situation = {
  mode: BotMode;
  text: string;
  isNewest: boolean; // the visitor has written nothing after it
  isTaken: boolean; // an agent has written in the topic, has it or has settled it
  isAnswered: boolean; // by the bot: never twice
  isSought: boolean; // a flow has left it to the bot
  peopleOnShift: number;
  said: readonly { kind: BotSayingKind; helped: boolean | null }[]; // by the bot in this topic, in order
};

/** What the bot does next. */
export type Turn = { do: 'nothing' } | { do: 'answer' } | { do: 'hand-over'; why: HandoverReason };

const NOTHING: Turn = { do: 'nothing' };

/**
 * Whose turn it is. The bot speaks only while no person has a part in the topic, never after it has brought one, and not
 * on and on: where three turns have led nowhere a person is brought.
 */
export function turnFor(situation: Situation): Turn {
  const { mode, text, isNewest, isTaken, isAnswered, isSought, peopleOnShift, said } = situation;
  if (isTaken || isAnswered || !isNewest) return NOTHING;
  if (said.some(({ kind }) => kind === 'handover')) return NOTHING;
  if (isSought) return { do: 'answer' };
  if (mode === 'off') return NOTHING;
  if (mode === 'people-first' && peopleOnShift > 0) return NOTHING;
  if (asksForPerson(text)) return { do: 'hand-over', why: 'asked' };
  if (!asksSomething(text)) return NOTHING;
  return turnsWithoutProgress(said) >= MOST_TURNS ? { do: 'hand-over', why: 'turns' } : { do: 'answer' };
}

/** How often the bot has spoken since something it said helped. */
function turnsWithoutProgress(said: Situation['said']): number {
  return said.length - 1 - said.findLastIndex(({ helped }) => helped === true);
}

import type { HandoverReason } from '@everthread/shared/models/bot';
import { firstCharacters } from '../messages/first-characters.ts';
import type { Asked } from './read-situation.ts';

const WHY: Record<HandoverReason, string> = {
  asked: 'the visitor asked for a person',
  unknown: 'no article answers this',
  unhelpful: 'the answer did not help',
  turns: 'it got nowhere',
  failed: 'no answer came in time',
  spent: 'today’s tokens are spent',
  flow: 'a flow ends with a person',
};
const LONGEST_QUESTION = 300;

/** What the team reads when the bot brings a person: why, what was asked, what was tried, what is known. */
export function summaryOf(why: HandoverReason, { questions, said, identity }: Asked): string {
  const tried = said.flatMap(({ kind, helped, titles }) =>
    kind === 'handover' || kind === 'step'
      ? []
      : `${kind === 'answer' ? 'quoted' : 'offered'} ${titles.map((title) => `“${title}”`).join(', ')}${
          helped === null ? '' : helped ? ' (helped)' : ' (did not help)'
        }`,
  );
  return [
    `The bot handed over: ${WHY[why]}.`,
    `Asked: ${questions.map((text) => `“${firstCharacters(text, LONGEST_QUESTION).replace(/\s+/g, ' ')}”`).join(' · ')}`,
    `Tried: ${tried.length > 0 ? tried.join('; ') : 'nothing'}`,
    `The visitor is ${identity === 'verified' ? 'verified' : 'not verified'}.`,
  ].join('\n');
}

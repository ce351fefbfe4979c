import { allSteps } from '@everthread/shared/client/flow-steps';
import type { HandoverReason } from '@everthread/shared/models/bot';
import { firstCharacters } from '../messages/first-characters.ts';
import type { Place } from './read-heard.ts';
import type { Steps } from './take-steps.ts';

type Why = Extract<HandoverReason, 'asked' | 'flow' | 'failed' | 'turns'>;

const WHY: Record<Why, string> = {
  asked: 'the visitor asked for a person',
  flow: 'it ends with a person',
  failed: 'a look-up failed',
  turns: 'the visitor’s answers were not understood',
};
const LONGEST_ANSWER = 300;

/** What the team reads when a flow brings a person: why, what was asked and looked up, what is known. */
export function flowNote({ identity }: Pick<Place, 'identity'>, { plan, state }: Steps, why: Why): string {
  const asked = allSteps(plan.steps).flatMap(
    (step) => ('name' in step && step.name) || (step.kind === 'look-up' && step.uses) || [],
  );
  // As it was asked: a stored state has its names in no order.
  const list = (known: Readonly<Record<string, string>>) =>
    Object.entries(known)
      .filter(([field]) => asked.includes(field))
      .toSorted(([one], [other]) => asked.indexOf(one) - asked.indexOf(other))
      .map(([field, value]) => `${field}: “${firstCharacters(value, LONGEST_ANSWER).replace(/\s+/g, ' ')}”`);
  const { answers, fields } = state;
  return [
    `The flow “${plan.name}” handed over: ${WHY[why]}.`,
    `Told: ${list(answers).join(' · ') || 'nothing'}`,
    ...(Object.keys(fields).length > 0 ? [`Looked up: ${list(fields).join(' · ')}`] : []),
    `The visitor is ${identity === 'verified' ? 'verified' : 'not verified'}.`,
  ].join('\n');
}

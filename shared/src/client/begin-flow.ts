import type { FlowPlan, FlowTrigger } from '../models/flow.ts';
import { type FlowFacts, holds } from './flow-facts.ts';

/** A visitor's message, and what else a flow may hang on. */
export type Knock = FlowFacts & {
  isFirst: boolean; // about its matter
  isHandedOver: boolean; // a person was called before
};

type Begins = { plan: Pick<FlowPlan, 'trigger' | 'conditions' | 'steps'> };

/** The flow that begins with this message: of those that are on and have not run about the matter, the first that fits. */
export function flowFor<Candidate extends Begins>(
  candidates: readonly Candidate[],
  knock: Knock,
): Candidate | undefined {
  return candidates.find(({ plan }) => {
    const { trigger, conditions, steps } = plan;
    const all = { ...knock, known: {} };
    return (
      steps.length > 0 &&
      isTrigger(trigger, knock) &&
      (!knock.isHandedOver || opensAgain(plan)) &&
      conditions.every((condition) => holds(condition, all))
    );
  });
}

/** It asks who comes back to a question that is still open; then it does not matter that a person was called for that. */
export const opensAgain = ({ conditions }: Pick<FlowPlan, 'conditions'>): boolean =>
  conditions.some(({ kind }) => kind === 'open-question');

function isTrigger(trigger: FlowTrigger, { isFirst, promisedAtMs }: Knock): boolean {
  switch (trigger) {
    case 'first-message':
    case 'page':
      return isFirst;
    case 'any-message':
      return true;
    case 'promise':
      return promisedAtMs !== null;
    default:
      return trigger satisfies never;
  }
}

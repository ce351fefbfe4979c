import type { FlowCondition, FlowPlan } from '../models/flow.ts';
import { flowLanguageOf } from './flow-steps.ts';

/** A visitor's message, and what else a flow may hang on. `isOpen`: null where no hours are set. */
export type Knock = {
  text: string;
  isFirst: boolean; // about its matter
  pageUrl: string | null;
  language: string | null;
  isOpen: boolean | null;
  attributes: Readonly<Record<string, unknown>>; // those that a visitor may know of
};

/** The flow that begins with this message: of those that are on and have not run about the matter, the first that fits. */
export function flowFor<Candidate extends { plan: Pick<FlowPlan, 'trigger' | 'conditions'> }>(
  candidates: readonly Candidate[],
  knock: Knock,
): Candidate | undefined {
  return candidates.find(
    ({ plan: { trigger, conditions } }) =>
      (trigger === 'any-message' || knock.isFirst) && conditions.every((condition) => holds(condition, knock)),
  );
}

function holds(condition: FlowCondition, { text, pageUrl, language, isOpen, attributes }: Knock): boolean {
  switch (condition.kind) {
    case 'words':
      return condition.anyOf.some((word) => says(text, word));
    case 'page':
      return (pageUrl ?? '').toLowerCase().includes(condition.contains.toLowerCase());
    case 'language':
      return flowLanguageOf(language) === condition.language;
    case 'outside-hours':
      return isOpen === false;
    case 'attribute': {
      const value = Object.hasOwn(attributes, condition.name) ? attributes[condition.name] : undefined;
      return ['string', 'number', 'boolean'].includes(typeof value) && plain(String(value)) === plain(condition.value);
    }
    default:
      return condition satisfies never;
  }
}

/** Whole words only, but where words are written without spaces between them. */
function says(text: string, word: string): boolean {
  const [said, wanted] = [plain(text), plain(word)];
  if (wanted === '') return false;
  return /[\p{Script=Han}\p{Script=Arabic}]/u.test(wanted)
    ? said.includes(wanted)
    : ` ${said} `.includes(` ${wanted} `);
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{C}\s]+/gu, ' ')
    .trim();

import type { FlowFacts } from '@everthread/shared/client/flow-facts';
import { allSteps } from '@everthread/shared/client/flow-steps';
import type { FlowPlan } from '@everthread/shared/models/flow';
import type { FlowCondition } from '@everthread/shared/models/flow-condition';
import { useFlowsWords } from '../../locales/en-flows.ts';
import type { Found } from '../../models/flow-preview.ts';
import { listOf } from './condition-fields.tsx';
import { LineField } from './line-field.tsx';

const A_DAY_MS = 24 * 60 * 60_000;

export type Visiting = {
  page: string;
  isOpen: boolean;
  isSignedIn: boolean;
  isBack: boolean;
  fields: string;
  text: string; // what he writes first
  found: string; // what the look-ups find for him
  isDown: boolean; // what they ask
};
export const SOMEBODY: Visiting = {
  page: '',
  isOpen: true,
  isSignedIn: false,
  isBack: true,
  fields: '',
  text: '',
  found: '',
  isDown: false,
};

/** What the flow's engine is told of him. */
export const factsOf = (
  { page, isOpen, isSignedIn, isBack, fields, text }: Visiting,
  question: string,
): Partial<FlowFacts> => ({
  text: text.trim(),
  pageUrl: page || null,
  isOpen,
  isSignedIn,
  atMs: A_DAY_MS,
  openQuestion: isBack ? { text: question, askedAtMs: 0, leftAtMs: 0 } : null,
  promisedAtMs: A_DAY_MS + 20 * 60_000,
  attributes: pairsOf(fields),
});

/** What its look-ups are told. */
export const foundBy = ({ found, isDown }: Visiting): Found => (isDown ? null : pairsOf(found));

/** What is written as `plan=pro, country=Chile`. */
const pairsOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    listOf(text).flatMap((pair) => {
      const [name = '', value = ''] = pair.split(/=(.*)/s).map((part) => part.trim());
      return value ? [[name, value]] : [];
    }),
  );

type FakeVisitorProps = { plan: FlowPlan; visiting: Visiting; onChange: (visiting: Visiting) => void };

/** The visitor who is not there: as much of him as the flow goes by. */
export function FakeVisitor({ plan, visiting, onChange }: FakeVisitorProps) {
  const w = useFlowsWords().preview;
  const steps = allSteps(plan.steps);
  const asksService = steps.some(({ kind }) => kind === 'look-up');
  const kinds = new Set<FlowCondition['kind']>(
    [...plan.conditions, ...steps.flatMap((step) => (step.kind === 'if' ? step.conditions : []))].map(
      ({ kind }) => kind,
    ),
  );
  const ticks = [
    ...(kinds.has('within-hours') || kinds.has('outside-hours') ? (['isOpen'] as const) : []),
    ...(kinds.has('signed-in') ? (['isSignedIn'] as const) : []),
    ...(kinds.has('open-question') ? (['isBack'] as const) : []),
    ...(asksService ? (['isDown'] as const) : []),
  ];
  const line = (name: 'text' | 'page' | 'fields' | 'found', hint?: string) => (
    <LineField
      label={w.lines[name]}
      dir={name === 'page' ? 'ltr' : 'auto'}
      {...(hint && { hint })}
      value={visiting[name]}
      onChange={(text) => onChange({ ...visiting, [name]: text })}
    />
  );
  if (ticks.length === 0 && !(['words', 'page', 'attribute'] as const).some((kind) => kinds.has(kind))) return null;
  return (
    <fieldset class="mt-3 flex min-w-0 flex-col gap-2">
      <legend class="mb-1 text-small font-medium">{w.who}</legend>
      <div class="flex flex-wrap gap-x-4 gap-y-1">
        {ticks.map((tick) => (
          <label key={tick} class="flex items-center gap-2">
            <input
              type="checkbox"
              class="size-4 accent-accent"
              checked={visiting[tick]}
              onChange={({ currentTarget }) => onChange({ ...visiting, [tick]: currentTarget.checked })}
            />
            {w.ticks[tick]}
          </label>
        ))}
      </div>
      {kinds.has('words') && line('text')}
      {kinds.has('page') && line('page')}
      {kinds.has('attribute') && line('fields', w.fieldsHint)}
      {asksService && !visiting.isDown && line('found', w.foundHint)}
    </fieldset>
  );
}

import type { FlowFacts } from '@everthread/shared/client/flow-facts';
import { allSteps } from '@everthread/shared/client/flow-steps';
import type { FlowPlan } from '@everthread/shared/models/flow';
import type { FlowCondition } from '@everthread/shared/models/flow-condition';
import { useFlowsWords } from '../../locales/en-flows.ts';
import { LineField } from './line-field.tsx';

const A_DAY_MS = 24 * 60 * 60_000;

export type Visiting = { page: string; isOpen: boolean; isSignedIn: boolean; isBack: boolean; fields: string };
export const SOMEBODY: Visiting = { page: '', isOpen: true, isSignedIn: false, isBack: true, fields: '' };

/** What the flow's engine is told of him. */
export const factsOf = (
  { page, isOpen, isSignedIn, isBack, fields }: Visiting,
  question: string,
): Partial<FlowFacts> => ({
  pageUrl: page || null,
  isOpen,
  isSignedIn,
  atMs: A_DAY_MS,
  openQuestion: isBack ? { text: question, askedAtMs: 0, leftAtMs: 0 } : null,
  promisedAtMs: A_DAY_MS + 20 * 60_000,
  attributes: Object.fromEntries(fields.split(',').map((field) => field.split('=').map((part) => part.trim()))),
});

type FakeVisitorProps = { plan: FlowPlan; visiting: Visiting; onChange: (visiting: Visiting) => void };

/** The visitor who is not there: as much of him as the flow goes by. */
export function FakeVisitor({ plan, visiting, onChange }: FakeVisitorProps) {
  const w = useFlowsWords().preview;
  const kinds = new Set<FlowCondition['kind']>(
    [...plan.conditions, ...allSteps(plan.steps).flatMap((step) => (step.kind === 'if' ? step.conditions : []))].map(
      ({ kind }) => kind,
    ),
  );
  const ticks = [
    ...(kinds.has('within-hours') || kinds.has('outside-hours') ? (['isOpen'] as const) : []),
    ...(kinds.has('signed-in') ? (['isSignedIn'] as const) : []),
    ...(kinds.has('open-question') ? (['isBack'] as const) : []),
  ];
  if (ticks.length === 0 && !kinds.has('page') && !kinds.has('attribute')) return null;
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
      {kinds.has('page') && (
        <LineField
          label={w.page}
          dir="ltr"
          value={visiting.page}
          onChange={(page) => onChange({ ...visiting, page })}
        />
      )}
      {kinds.has('attribute') && (
        <LineField
          label={w.fields}
          hint={w.fieldsHint}
          value={visiting.fields}
          onChange={(fields) => onChange({ ...visiting, fields })}
        />
      )}
    </fieldset>
  );
}

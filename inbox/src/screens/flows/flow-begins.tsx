import type { FlowCondition, FlowPlan } from '@everthread/shared/models/flow';
import { useFlowsWords } from '../../locales/en-flows.ts';
import { Select } from '../../ui/select.tsx';
import { LineField } from './line-field.tsx';

type FlowBeginsProps = { plan: FlowPlan; onChange: (part: Partial<FlowPlan>) => void };

/** With what message a flow begins, and what must hold beside. */
export function FlowBegins({ plan, onChange }: FlowBeginsProps) {
  const w = useFlowsWords();
  const { begins } = w;
  const put = (place: number, condition: FlowCondition) =>
    onChange({ conditions: plan.conditions.with(place, condition) });
  return (
    <fieldset class="flex flex-col gap-3">
      <legend class="mb-2 font-semibold">{begins.title}</legend>
      <Select
        aria-label={begins.title}
        value={plan.trigger}
        onChange={({ currentTarget }) => onChange({ trigger: currentTarget.value as FlowPlan['trigger'] })}
      >
        <option value="first-message">{begins.first}</option>
        <option value="any-message">{begins.any}</option>
      </Select>
      {plan.conditions.map((condition, place) => {
        switch (condition.kind) {
          case 'words':
            return (
              <LineField
                key={place}
                label={begins.words}
                hint={begins.wordsHint}
                value={condition.anyOf.join(', ')}
                onChange={(text) => put(place, { kind: 'words', anyOf: listOf(text) })}
              />
            );
          case 'page':
            return (
              <LineField
                key={place}
                label={begins.page}
                value={condition.contains}
                onChange={(contains) => put(place, { kind: 'page', contains })}
              />
            );
          case 'language':
            return <p key={place}>{begins.language(w.languages[condition.language])}</p>;
          case 'outside-hours':
            return <p key={place}>{begins.hours}</p>;
          case 'attribute':
            return <p key={place}>{begins.attribute(condition.name, condition.value)}</p>;
          default:
            return condition satisfies never;
        }
      })}
    </fieldset>
  );
}

/** What is separated by commas, of any script. */
export const listOf = (text: string): string[] =>
  text
    .split(/[,，،]/)
    .map((word) => word.trim())
    .filter(Boolean);

import { FLOW_LANGUAGES } from '@everthread/shared/client/flow-steps';
import type { FlowCondition, FlowLanguage } from '@everthread/shared/models/flow-condition';
import { useId } from 'preact/hooks';
import { useFlowsWords } from '../../locales/en-flows.ts';
import { Select } from '../../ui/select.tsx';
import { LineField } from './line-field.tsx';
import { NumberField } from './number-field.tsx';

type ConditionFieldsProps = {
  condition: FlowCondition;
  language: FlowLanguage;
  names: readonly string[];
  onChange: (condition: FlowCondition) => void;
};

/** What of one condition can be changed. */
export function ConditionFields({ condition, names, onChange }: ConditionFieldsProps) {
  const all = useFlowsWords();
  const w = all.conditions;
  const id = useId();
  switch (condition.kind) {
    case 'words':
      return (
        <LineField
          label={w.kinds.words}
          hint={w.wordsHint}
          value={condition.anyOf.join(', ')}
          onChange={(text) => onChange({ ...condition, anyOf: listOf(text) })}
        />
      );
    case 'page':
      return (
        <LineField
          label={w.kinds.page}
          dir="ltr"
          maxLength={200}
          value={condition.contains}
          onChange={(contains) => onChange({ ...condition, contains })}
        />
      );
    case 'language':
      return (
        <div class="flex flex-wrap items-center gap-2">
          <label for={id}>{w.kinds.language}</label>
          <Select
            id={id}
            size="small"
            value={condition.language}
            onChange={({ currentTarget }) => onChange({ ...condition, language: currentTarget.value as FlowLanguage })}
          >
            {FLOW_LANGUAGES.map((each) => (
              <option key={each} value={each}>
                {all.languages[each]}
              </option>
            ))}
          </Select>
        </div>
      );
    case 'signed-in':
      return (
        <Select
          size="small"
          aria-label={w.kinds['signed-in']}
          value={condition.isSignedIn ? 'yes' : 'no'}
          onChange={({ currentTarget }) => onChange({ ...condition, isSignedIn: currentTarget.value === 'yes' })}
        >
          <option value="yes">{w.signedIn}</option>
          <option value="no">{w.stranger}</option>
        </Select>
      );
    case 'attribute':
      return (
        <div class="grid gap-2 two:grid-cols-2">
          <LineField
            label={w.attribute}
            maxLength={60}
            value={condition.name}
            onChange={(name) => onChange({ ...condition, name })}
          />
          <LineField
            label={w.is}
            maxLength={200}
            value={condition.value}
            onChange={(value) => onChange({ ...condition, value })}
          />
        </div>
      );
    case 'known':
      return (
        <div class="grid gap-2 two:grid-cols-2">
          <div class="flex flex-col gap-1">
            <label for={id} class="text-small text-soft">
              {w.known}
            </label>
            <Select
              id={id}
              value={condition.name}
              onChange={({ currentTarget }) => onChange({ ...condition, name: currentTarget.value })}
            >
              {[...new Set([condition.name, ...names])].filter(Boolean).map((name) => (
                <option key={name} value={name}>{`{${name}}`}</option>
              ))}
            </Select>
          </div>
          <LineField
            label={w.is}
            maxLength={200}
            value={condition.value}
            onChange={(value) => onChange({ ...condition, value })}
          />
        </div>
      );
    case 'open-question':
      return (
        <NumberField
          label={w.openFor}
          hint={w.openHint}
          value={condition.hours}
          from={1}
          to={720}
          onChange={(hours) => onChange({ ...condition, hours })}
        />
      );
    case 'within-hours':
    case 'outside-hours':
      return <p>{w.kinds[condition.kind]}</p>;
    default:
      return condition satisfies never;
  }
}

/** What is separated by commas, of any script. */
export const listOf = (text: string): string[] =>
  text
    .split(/[,，،]/)
    .map((word) => word.trim())
    .filter(Boolean);

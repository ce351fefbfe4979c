import { FLOW_LANGUAGES } from '@everthread/shared/client/flow-steps';
import type { FlowCondition, FlowLanguage } from '@everthread/shared/models/flow-condition';
import { useRef } from 'preact/hooks';
import { useFlowsWords } from '../../locales/en-flows.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu, menuItem } from '../../ui/menu.tsx';
import { AddFace } from './add-step.tsx';
import { ConditionFields } from './condition-fields.tsx';

const FRESH: Readonly<Record<FlowCondition['kind'], FlowCondition>> = {
  words: { kind: 'words', anyOf: [] },
  page: { kind: 'page', contains: '' },
  language: { kind: 'language', language: FLOW_LANGUAGES[0] },
  'within-hours': { kind: 'within-hours' },
  'outside-hours': { kind: 'outside-hours' },
  'signed-in': { kind: 'signed-in', isSignedIn: true },
  attribute: { kind: 'attribute', name: '', value: '' },
  'open-question': { kind: 'open-question', hours: 12 },
  known: { kind: 'known', name: '', value: '' },
};
const KINDS = Object.keys(FRESH) as FlowCondition['kind'][];

type ConditionListProps = {
  label: string;
  conditions: readonly FlowCondition[];
  language: FlowLanguage;
  /** What was answered and looked up before, which a condition may name; none: it is asked before anything is known. */
  names: readonly string[];
  /** The kinds that may be added; none named: all. */
  kinds?: readonly FlowCondition['kind'][] | undefined;
  onChange: (conditions: FlowCondition[]) => void;
};

/** What must hold, all of it: to be read, changed, added and taken out by key. */
export function ConditionList({ label, conditions, language, names, kinds = KINDS, onChange }: ConditionListProps) {
  const w = useFlowsWords().conditions;
  const offered = kinds.filter((kind) => kind !== 'known' || names.length > 0);
  const list = useRef<HTMLUListElement>(null);

  function add(fresh: FlowCondition): void {
    onChange([...conditions, fresh.kind === 'known' ? { ...fresh, name: names[0] ?? '' } : fresh]);
    requestAnimationFrame(() => {
      const added = list.current?.lastElementChild;
      added?.querySelector<HTMLElement>('input, select, button')?.focus();
    });
  }

  return (
    <div>
      <ul ref={list} aria-label={label} class="flex flex-col gap-2">
        {conditions.map((condition, place) => (
          <li key={`${place} ${condition.kind}`} class="flex items-start gap-2 rounded-medium bg-raised p-2">
            <div class="min-w-0 flex-1">
              <ConditionFields
                condition={condition}
                language={language}
                names={names}
                onChange={(next) => onChange(conditions.with(place, next))}
              />
            </div>
            <Button
              look="quiet"
              size="icon"
              aria-label={w.remove(w.kinds[condition.kind])}
              onClick={() => onChange(conditions.toSpliced(place, 1))}
            >
              <Icon name="bin" />
            </Button>
          </li>
        ))}
      </ul>
      <Menu label={w.add(label)} class={conditions.length > 0 ? 'mt-2' : ''} face={<AddFace words={w.addOne} />}>
        <ul>
          {offered.map((kind) => (
            <li key={kind}>
              <button type="button" class={menuItem} onClick={() => add(FRESH[kind])}>
                {w.kinds[kind]}
              </button>
            </li>
          ))}
        </ul>
      </Menu>
    </div>
  );
}

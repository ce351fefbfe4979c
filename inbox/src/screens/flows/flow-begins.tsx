import { ON_PAGES } from '@everthread/shared/client/flow-steps';
import type { FlowPlan, FlowShown, FlowTrigger } from '@everthread/shared/models/flow';
import type { FlowCondition, FlowLanguage } from '@everthread/shared/models/flow-condition';
import { useRef } from 'preact/hooks';
import { useFlowsWords } from '../../locales/en-flows.ts';
import { Select } from '../../ui/select.tsx';
import { ConditionList } from './condition-list.tsx';
import { NumberField } from './number-field.tsx';
import { WordsField } from './words-field.tsx';

const TRIGGERS: readonly FlowTrigger[] = ['first-message', 'any-message', 'promise', 'page'];
const AFTER_SECONDS = 20;

type FlowBeginsProps = { plan: FlowPlan; language: FlowLanguage; onChange: (plan: FlowPlan) => void };

/** With what a flow begins, and what must hold beside. */
export function FlowBegins({ plan, language, onChange }: FlowBeginsProps) {
  const w = useFlowsWords();
  const { begins } = w;
  const { shows, ...rest } = plan;
  // What goes with another way to begin is there again with the former: by arrow keys one passes the ways between.
  const left = useRef<{ conditions: FlowPlan['conditions']; shows?: FlowShown | undefined }>({ conditions: [] });
  function begin(trigger: FlowTrigger): void {
    const fits = ({ kind }: FlowCondition) => ON_PAGES.includes(kind);
    if (trigger === 'page') {
      left.current.conditions = rest.conditions.filter((each) => !fits(each));
      const fresh = { words: { [language]: begins.fresh }, afterSeconds: AFTER_SECONDS };
      onChange({ ...rest, conditions: rest.conditions.filter(fits), trigger, shows: left.current.shows ?? fresh });
      return;
    }
    const conditions = [...left.current.conditions, ...rest.conditions];
    left.current = { conditions: [], shows: shows ?? left.current.shows };
    onChange({ ...rest, conditions, trigger });
  }
  return (
    <fieldset class="flex min-w-0 flex-col gap-3">
      <legend class="mb-2 font-semibold">{begins.title}</legend>
      <Select
        aria-label={begins.title}
        value={plan.trigger}
        onChange={({ currentTarget }) => begin(currentTarget.value as FlowTrigger)}
        style={{ maxWidth: '100%' }}
      >
        {TRIGGERS.map((trigger) => (
          <option key={trigger} value={trigger}>
            {begins.triggers[trigger]}
          </option>
        ))}
      </Select>
      {shows && (
        <div class="flex flex-col gap-3 border-s-2 border-strong-line ps-3">
          <p class="text-small text-pretty text-soft">{begins.pageHint}</p>
          <WordsField
            label={begins.shown}
            words={shows.words}
            language={language}
            isLong
            maxLength={280}
            onChange={(words) => onChange({ ...plan, shows: { ...shows, words } })}
          />
          <NumberField
            label={begins.after}
            value={shows.afterSeconds}
            from={0}
            to={600}
            onChange={(afterSeconds) => onChange({ ...plan, shows: { ...shows, afterSeconds } })}
          />
        </div>
      )}
      <div>
        <p class="mb-1.5 text-small text-soft">{begins.conditions}</p>
        <ConditionList
          label={begins.conditions}
          conditions={plan.conditions}
          language={language}
          names={[]}
          kinds={shows && ON_PAGES}
          onChange={(conditions) => onChange({ ...plan, conditions })}
        />
      </div>
    </fieldset>
  );
}

import { allSteps, FLOW_LANGUAGES, flowLanguageOf } from '@everthread/shared/client/flow-steps';
import type { FlowLanguage, FlowPlan } from '@everthread/shared/models/flow';
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { useLocale } from '../../locale.ts';
import { useFlowsWords } from '../../locales/en-flows.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { FlowBegins } from './flow-begins.tsx';
import { FlowTrial } from './flow-trial.tsx';
import { LookUpSecret } from './look-up-secret.tsx';
import { StepList } from './step-list.tsx';

type FlowEditorProps = {
  plan: FlowPlan;
  inbox: InboxModel;
  onSave: (plan: FlowPlan) => Promise<boolean>;
  readSecret: () => Promise<string>;
};

/** A flow as a list that can be read, changed as a whole and then saved; beside it a visitor who is not there tries it. */
export function FlowEditor({ plan, inbox, onSave, readSecret }: FlowEditorProps) {
  const w = useFlowsWords();
  const id = useId();
  const { language: own } = useLocale();
  const draft = useSignal(plan);
  const language = useSignal<FlowLanguage>(flowLanguageOf(own));
  const isSaving = useSignal(false);
  const changed = draft.value;
  const isChanged = changed !== plan;
  const change = (part: Partial<FlowPlan>) => {
    draft.value = { ...draft.peek(), ...part };
  };

  async function save(): Promise<void> {
    isSaving.value = true;
    await onSave(draft.peek());
    isSaving.value = false;
  }

  return (
    <form
      class="mt-5 flex flex-col gap-5 border-t border-line pt-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged) void save();
      }}
    >
      <div
        class="grid gap-4 sm:grid-cols-2"
        onInput={(event) => {
          const { target } = event;
          if (target instanceof HTMLInputElement && target.name === 'name') change({ name: target.value });
        }}
      >
        <Field name="name" label={w.name} defaultValue={plan.name} maxLength={60} />
        <div class="flex flex-col gap-1.5">
          <label for={id} class="font-medium">
            {w.language}
          </label>
          <Select
            id={id}
            value={language.value}
            onChange={({ currentTarget }) => {
              language.value = currentTarget.value as FlowLanguage;
            }}
          >
            {FLOW_LANGUAGES.map((each) => (
              <option key={each} value={each}>
                {w.languages[each]}
              </option>
            ))}
          </Select>
        </div>
      </div>
      <FlowBegins plan={changed} onChange={change} />
      <div>
        <h3 class="mb-2 font-semibold">{w.steps}</h3>
        <StepList
          steps={changed.steps}
          all={changed.steps}
          within={null}
          place=""
          language={language.value}
          inbox={inbox}
          onChange={(steps) => change({ steps })}
        />
      </div>
      {allSteps(plan.steps).some(({ kind }) => kind === 'look-up') && <LookUpSecret read={readSecret} />}
      <div class="flex flex-wrap items-center gap-2">
        <Button type="submit" look="primary" disabled={!isChanged || isSaving.value || changed.steps.length === 0}>
          {w.save}
        </Button>
        {isChanged && (
          <>
            <Button
              onClick={() => {
                draft.value = plan;
              }}
            >
              {w.discard}
            </Button>
            <span class="text-small text-soft">{w.unsaved}</span>
          </>
        )}
      </div>
      <FlowTrial plan={changed} language={language.value} />
    </form>
  );
}

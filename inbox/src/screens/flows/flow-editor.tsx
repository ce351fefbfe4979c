import { allSteps, FLOW_LANGUAGES, flowLanguageOf } from '@everthread/shared/client/flow-steps';
import type { FlowLanguage } from '@everthread/shared/models/flow-condition';
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { useLocale } from '../../locale.ts';
import { useFlowsWords } from '../../locales/en-flows.ts';
import type { FlowDraftModel } from '../../models/flow-draft-model.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { FlowBegins } from './flow-begins.tsx';
import { FlowTrial } from './flow-trial.tsx';
import { LineField } from './line-field.tsx';
import { LookUpSecret } from './look-up-secret.tsx';
import { StaleFlow } from './stale-flow.tsx';
import { StepList } from './step-list.tsx';

type FlowEditorProps = { draft: FlowDraftModel; inbox: InboxModel; readSecret: () => Promise<string> };

/** A flow as a list that can be read, changed as a whole and then saved; beside it a visitor who is not there tries it. */
export function FlowEditor({ draft, inbox, readSecret }: FlowEditorProps) {
  const w = useFlowsWords();
  const id = useId();
  const { language: own } = useLocale();
  const language = useSignal<FlowLanguage>(flowLanguageOf(own));
  const happened = useSignal('');
  const plan = draft.plan.value;
  const { name } = draft.state.value;
  const isChanged = name !== 'same';
  const refused = name === 'changed' && draft.refusal.value;
  const mayNotSave = name !== 'changed' || (plan.steps.length === 0 && plan.trigger !== 'page');

  return (
    <form
      class="mt-5 flex flex-col gap-5 border-t border-line pt-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!mayNotSave) void draft.save();
      }}
    >
      <StaleFlow draft={draft} language={language.value} />
      <div key={draft.epoch.value} class="contents">
        <div class="grid gap-4 two:grid-cols-2">
          <LineField
            label={w.name}
            value={plan.name}
            maxLength={60}
            onChange={(text) => draft.write({ ...plan, name: text })}
          />
          <div class="flex flex-col gap-1">
            <label for={id} class="text-small text-soft">
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
        <FlowBegins plan={plan} language={language.value} onChange={draft.write} />
        <div>
          <h3 class="mb-2 font-semibold">{w.steps}</h3>
          <StepList
            steps={plan.steps}
            all={plan.steps}
            within={null}
            place=""
            language={language.value}
            inbox={inbox}
            onChange={(steps) => draft.write({ ...draft.plan.peek(), steps })}
            onSay={(words) => {
              happened.value = words;
            }}
          />
          <p role="status" class="sr-only">
            {happened.value}
          </p>
        </div>
      </div>
      {allSteps(plan.steps).some(({ kind }) => kind === 'look-up') && <LookUpSecret read={readSecret} />}
      <div class="flex flex-wrap items-center gap-2">
        <Button
          type="submit"
          look="primary"
          aria-disabled={mayNotSave} // and not switched off: it keeps the focus
          aria-describedby={refused ? `${id}-refused` : undefined}
          class="aria-disabled:opacity-50"
        >
          {w.save}
        </Button>
        {isChanged && (
          <>
            <Button onClick={draft.discard}>{w.discard}</Button>
            <span class="text-small text-soft">{w.unsaved}</span>
          </>
        )}
        {refused && (
          <p id={`${id}-refused`} class="basis-full text-danger">
            {refused}
          </p>
        )}
      </div>
      <FlowTrial plan={plan} language={language.value} />
    </form>
  );
}

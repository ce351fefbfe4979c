import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import { FormModel, type Problems } from '../../models/form-model.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';

type Values = Record<string, string>;

type FormProps = {
  submit: string;
  check?: (values: Values) => Problems<Values>;
  onSubmit: (values: Values) => Promise<unknown>;
  children: (problems: Problems<Values>) => ComponentChildren;
};

/** A form that says what is wrong beside the field, and what the server said above the button. */
export function Form({ submit, check = () => ({}), onSubmit, children }: FormProps) {
  const t = useStrings();
  const latest = useRef({ check, onSubmit });
  latest.current = { check, onSubmit };
  const form = useMemo(
    () =>
      new FormModel(
        (values: Values) => latest.current.check(values),
        (values: Values) => latest.current.onSubmit(values),
      ),
    [],
  );
  const state = form.state.value;
  const problems = form.problems.value;
  const element = useRef<HTMLFormElement>(null);
  // With the words themselves: a moment later somebody may be typing elsewhere.
  useLayoutEffect(() => element.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus(), [problems]);

  async function onSubmitEvent(event: SubmitEvent & { currentTarget: HTMLFormElement }): Promise<void> {
    event.preventDefault();
    const entries = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]);
    await form.submit(Object.fromEntries(entries));
  }

  return (
    <form ref={element} noValidate class="flex flex-col gap-4" onSubmit={onSubmitEvent}>
      {children(problems)}
      <div role="alert" class="empty:hidden">
        {state.name === 'failed' && (
          <p class="flex gap-2 rounded-medium bg-danger-ground px-3 py-2.5 text-danger">
            <Icon name="alert" class="mt-0.5" />
            {errorWords(state.error, t)}
          </p>
        )}
      </div>
      <Button type="submit" look="primary" class="h-10" aria-disabled={state.name === 'sending'}>
        {state.name === 'sending' ? t.loading : submit}
      </Button>
    </form>
  );
}

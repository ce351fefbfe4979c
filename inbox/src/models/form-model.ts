import { createModel, signal } from '@preact/signals';

export type FormState = { name: 'idle' } | { name: 'sending' } | { name: 'failed'; error: unknown };
export type Problems<Values> = Partial<Record<keyof Values, string>>;

/** A form on its way: checked here first, then sent, once at a time. */
export const FormModel = createModel(
  <Values extends Record<string, string>>(
    check: (values: Values) => Problems<Values>,
    send: (values: Values) => Promise<unknown>,
  ) => {
    const state = signal<FormState>({ name: 'idle' });
    const problems = signal<Problems<Values>>({});

    return {
      state,
      problems,
      async submit(values: Values) {
        if (state.peek().name === 'sending') return;
        problems.value = check(values);
        if (Object.keys(problems.peek()).length > 0) return;
        state.value = { name: 'sending' };
        try {
          await send(values);
          state.value = { name: 'idle' };
        } catch (error) {
          state.value = { name: 'failed', error };
        }
      },
    };
  },
);

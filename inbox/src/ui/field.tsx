import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { classes } from './classes.ts';

type FieldProps = {
  name: string;
  label: string;
  type?: 'text' | 'email' | 'password' | 'url';
  autocomplete?: string;
  placeholder?: string;
  maxLength?: number;
  autofocus?: boolean;
  defaultValue?: string;
  hint?: string;
  problem?: string | undefined;
};

/** A labelled input with its hint and what is wrong with it. */
export function Field({ label, hint, problem, type = 'text', autofocus = false, ...input }: FieldProps) {
  const id = useId();
  const element = useRef<HTMLInputElement>(null);
  // The attribute works only once a page, and in a dialog that opens.
  useLayoutEffect(() => {
    if (autofocus) element.current?.focus();
  }, []);
  const says = problem ?? hint;
  return (
    <div class="flex flex-col gap-1.5">
      <label for={id} class="font-medium">
        {label}
      </label>
      <input
        dir={type === 'text' ? 'auto' : 'ltr'}
        ref={element}
        type={type as 'text'}
        {...input}
        autofocus={autofocus}
        id={id}
        aria-invalid={problem ? true : undefined}
        aria-describedby={says ? `${id}-says` : undefined}
        class={classes(
          'h-10 rounded-medium border bg-surface px-3 text-read',
          problem ? 'border-danger' : 'border-strong-line',
        )}
      />
      {says && (
        <p id={`${id}-says`} class={classes('text-small', problem ? 'text-danger' : 'text-faint')}>
          {says}
        </p>
      )}
    </div>
  );
}

import { useId } from 'preact/hooks';
import { useFlowsWords } from '../../locales/en-flows.ts';
import { nameFrom } from '../../models/edit-steps.ts';

type NameFieldProps = {
  place: string; // of the step, as it is said
  name: string | undefined;
  isOptional?: boolean;
  onChange: (name: string) => void;
};

/** Under which name an answer is kept. It is taken over once it is typed, since all that name it change with it. */
export function NameField({ place, name = '', isOptional = false, onChange }: NameFieldProps) {
  const w = useFlowsWords();
  const id = useId();
  return (
    <>
      <label for={id} class="text-small text-soft">
        {w.keptAs}
      </label>
      <input
        id={id}
        aria-label={`${place}: ${w.keptAs}`}
        aria-describedby={`${id}-hint`}
        dir="ltr"
        autocomplete="off"
        spellcheck={false}
        maxLength={40}
        placeholder={isOptional ? w.notKept : ''}
        defaultValue={name}
        onChange={({ currentTarget }) => {
          const next = nameFrom(currentTarget.value) || (isOptional ? '' : name);
          currentTarget.value = next;
          if (next !== name) onChange(next);
        }}
        class="h-8 w-40 rounded-medium border border-strong-line bg-surface px-2"
      />
      {name && (
        <span id={`${id}-hint`} class="text-small text-faint">
          {w.named(name)}
        </span>
      )}
    </>
  );
}

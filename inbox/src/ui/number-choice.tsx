import { useId } from 'preact/hooks';
import { classes } from './classes.ts';
import { Select } from './select.tsx';

type NumberChoiceProps = {
  label: string;
  value: number;
  values: readonly number[];
  words: (value: number) => string;
  disabled: boolean;
  isQuiet?: boolean; // as one of several in a group that has a name
  onChange: (value: number) => void;
};

/** A number out of a few, with its name above it. One that was set otherwise stands among them. */
export function NumberChoice({ label, value, values, words, disabled, isQuiet, onChange }: NumberChoiceProps) {
  const id = useId();
  const all = [...new Set([...values, value])].toSorted((a, b) => a - b);
  return (
    <div class={classes('flex min-w-0 flex-col', isQuiet ? 'gap-1' : 'max-w-md gap-1.5')}>
      <label for={id} class={isQuiet ? 'text-soft' : 'font-medium'}>
        {label}
      </label>
      <Select
        id={id}
        value={value}
        disabled={disabled}
        onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}
      >
        {all.map((each) => (
          <option key={each} value={each}>
            {words(each)}
          </option>
        ))}
      </Select>
    </div>
  );
}

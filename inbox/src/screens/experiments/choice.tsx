import { useId } from 'preact/hooks';
import { Select } from '../../ui/select.tsx';

type ChoiceProps = {
  label: string;
  value: number;
  values: readonly number[];
  words: (value: number) => string;
  disabled: boolean;
  onChange: (value: number) => void;
};

/** A number out of a few, with its name above it. */
export function Choice({ label, value, values, words, disabled, onChange }: ChoiceProps) {
  const id = useId();
  const all = [...new Set([...values, value])].toSorted((a, b) => a - b);
  return (
    <div class="flex min-w-0 flex-col gap-1">
      <label for={id} class="text-soft">
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

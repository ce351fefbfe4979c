import { useId } from 'preact/hooks';

type NumberFieldProps = {
  label: string;
  hint?: string;
  value: number;
  from: number;
  to: number;
  onChange: (value: number) => void;
};

/** A whole number within its limits. What is none is not taken over. */
export function NumberField({ label, hint, value, from, to, onChange }: NumberFieldProps) {
  const id = useId();
  return (
    <div class="flex flex-col gap-1">
      <label for={id} class="text-small text-soft">
        {label}
      </label>
      <input
        id={id}
        type="number"
        min={from}
        max={to}
        step={1}
        required
        defaultValue={String(value)}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onInput={({ currentTarget: { valueAsNumber } }) => {
          if (Number.isInteger(valueAsNumber) && valueAsNumber >= from && valueAsNumber <= to) onChange(valueAsNumber);
        }}
        class="w-28 rounded-medium border border-strong-line bg-surface px-3 py-2 text-read"
      />
      {hint && (
        <p id={`${id}-hint`} class="text-small text-faint">
          {hint}
        </p>
      )}
    </div>
  );
}

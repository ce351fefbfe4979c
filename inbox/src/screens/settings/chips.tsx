type ChipsProps<Value> = {
  name: string;
  label: string;
  value: Value;
  values: readonly Value[];
  words: (value: Value) => string;
  disabled: boolean;
  onChange: (value: Value) => void;
};

/** One of a few, all of them in view. */
export function Chips<Value extends string | number>({
  name,
  label,
  value,
  values,
  words,
  disabled,
  onChange,
}: ChipsProps<Value>) {
  return (
    <div role="radiogroup" aria-label={label} class="flex flex-wrap gap-2">
      {values.map((each) => (
        <label
          key={each}
          class="flex cursor-pointer items-center gap-2 rounded-medium border border-line px-3 py-2 has-checked:border-accent has-checked:bg-chosen has-disabled:cursor-default has-disabled:text-soft"
        >
          <input
            type="radio"
            name={name}
            checked={value === each}
            disabled={disabled}
            onChange={() => onChange(each)}
            class="accent-accent"
          />
          {words(each)}
        </label>
      ))}
    </div>
  );
}

type ChipProps = {
  label: string;
  value: string;
  choices: readonly (readonly [value: string, words: string])[];
  onChoose: (value: string) => void;
};

/** A filter as small as its name, or as what was chosen. The browser's own list, for it works everywhere. */
export function Chip({ label, value, choices, onChoose }: ChipProps) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => onChoose(currentTarget.value)}
      class={`field-sizing-content h-8 max-w-44 shrink-0 cursor-pointer rounded-full border px-2.5 text-small ${
        value ? 'border-accent bg-chosen text-accent-strong' : 'border-line bg-surface text-soft'
      }`}
    >
      <option value="">{label}</option>
      {choices.map(([id, words]) => (
        <option key={id} value={id}>
          {words}
        </option>
      ))}
    </select>
  );
}

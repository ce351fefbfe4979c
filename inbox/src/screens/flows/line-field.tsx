import { useId } from 'preact/hooks';

type LineFieldProps = {
  label: string;
  value: string;
  hint?: string;
  isLong?: boolean;
  isRequired?: boolean;
  dir?: 'auto' | 'ltr' | 'rtl';
  lang?: string;
  maxLength?: number;
  onChange: (text: string) => void;
};

/** A line, or a few, of a flow's; what is typed is tried out at once, and saved with the whole. */
export function LineField({
  label,
  value,
  hint,
  isLong = false,
  isRequired = false,
  dir = 'auto',
  lang,
  maxLength = 1000,
  onChange,
}: LineFieldProps) {
  const id = useId();
  const shared = {
    id,
    dir,
    ...(lang && { lang }),
    maxLength,
    required: isRequired,
    autocomplete: 'off',
    'aria-describedby': hint ? `${id}-hint` : undefined,
    class: 'w-full rounded-medium border border-strong-line bg-surface px-3 py-2 text-read',
  };
  return (
    <div class="flex flex-col gap-1">
      <label for={id} class="text-small text-soft">
        {label}
      </label>
      {isLong ? (
        <textarea {...shared} rows={2} value={value} onInput={({ currentTarget }) => onChange(currentTarget.value)} />
      ) : (
        <input {...shared} defaultValue={value} onInput={({ currentTarget }) => onChange(currentTarget.value)} />
      )}
      {hint && (
        <p id={`${id}-hint`} class="text-small text-faint">
          {hint}
        </p>
      )}
    </div>
  );
}

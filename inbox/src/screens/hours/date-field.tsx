type DateFieldProps = {
  name: string;
  label: string;
  type?: 'date' | 'time' | 'datetime-local';
  isRequired?: boolean;
  value?: string;
};

/** The browser's own field for a day or a time. */
export const DateField = ({ name, label, type = 'date', isRequired = false, value = '' }: DateFieldProps) => (
  <label class="flex flex-col gap-1.5 font-medium">
    {label}
    <input
      name={name}
      type={type}
      required={isRequired}
      defaultValue={value}
      class="h-10 min-w-32 rounded-medium border border-strong-line bg-surface px-2 font-normal"
    />
  </label>
);

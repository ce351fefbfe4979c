import type { InputHTMLAttributes, RefObject } from 'preact';

type Further = 'autofocus' | 'class' | 'enterkeyhint' | 'maxLength' | 'onInput' | 'onKeyDown' | 'placeholder' | 'value';
type ComboboxInputProps = Pick<InputHTMLAttributes<HTMLInputElement>, Further> & {
  field: RefObject<HTMLInputElement | null>;
  label: string;
  listId: string; // its lines are called after it, by their numbers
  active: number | undefined;
  isExpanded?: boolean;
};

/** A field that chooses from the list below it. The focus stays here. */
export function ComboboxInput({ field, label, listId, active, isExpanded = true, ...rest }: ComboboxInputProps) {
  return (
    <input
      ref={field}
      type="text"
      role="combobox"
      dir="auto"
      autocomplete="off"
      autocapitalize="off"
      spellcheck={false}
      maxLength={200}
      aria-label={label}
      aria-expanded={isExpanded}
      aria-controls={listId}
      aria-autocomplete="list"
      aria-activedescendant={active === undefined ? undefined : `${listId}-${active}`}
      {...rest}
    />
  );
}

import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { classes } from '../../ui/classes.ts';
import { useOpening } from '../../ui/use-opening.ts';
import type { Acting } from './act.ts';
import type { Choices } from './choices.tsx';
import { Picker } from './picker.tsx';

type PropertyProps = {
  acting: Acting;
  label: string;
  /** What it is now, for who does not see the picture. */
  value: string;
  keys?: string;
  isSet: boolean;
  choices: Choices;
  isMany?: boolean;
  placeholder?: string;
  children: ComponentChildren;
};

/** One property of a topic, and the list from which another value is picked. */
export function Property(props: PropertyProps) {
  const { acting, label, value, keys, isSet, choices, isMany, placeholder, children } = props;
  const { isOpen, press, close } = useOpening();
  const button = useRef<HTMLButtonElement>(null);
  const latest = useRef(acting);
  latest.current = acting;
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        aria-keyshortcuts={keys}
        title={`${label}: ${value}`}
        {...press}
        class={classes(
          'flex h-7 max-w-56 shrink-0 items-center gap-1.5 rounded-medium px-2 text-small hover:bg-raised aria-expanded:bg-raised',
          isSet ? 'text-ink' : 'text-faint hover:text-soft',
        )}
      >
        <span class="sr-only">
          {label}: {value}
        </span>
        <span aria-hidden="true" class="flex min-w-0 items-center gap-1.5">
          {children}
        </span>
      </button>
      {isOpen && (
        <Picker
          label={label}
          {...(placeholder && { placeholder })}
          anchor={button}
          choices={(query) => choices(latest.current, query)}
          isMany={isMany ?? false}
          onClose={close}
        />
      )}
    </>
  );
}

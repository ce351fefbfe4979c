import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { classes } from '../../ui/classes.ts';
import { useWords } from './words.ts';

type SettingCardProps = { at: string; title: string; hint?: string; children: ComponentChildren };

/** One card of a section. The search leads to `at`. */
export function SettingCard({ at, title, hint, children }: SettingCardProps) {
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    const look = () => {
      if (location.hash !== `#${at}`) return;
      card.current?.scrollIntoView({ block: 'start' });
      card.current?.focus({ preventScroll: true });
    };
    look();
    const ends = new AbortController();
    addEventListener('popstate', look, { signal: ends.signal });
    // The router moves by itself and says so with nothing but a click, which it hears first. Other clicks are for
    // what they meet: the focus stays there.
    const onClick = ({ target }: Event) =>
      target instanceof Element && target.closest('a')?.hash === `#${at}` && look();
    document.addEventListener('click', onClick, { signal: ends.signal });
    return () => ends.abort();
  }, [at]);
  const id = useId();
  return (
    <section
      ref={card}
      id={at}
      tabIndex={-1}
      aria-labelledby={id}
      class="scroll-mt-5 rounded-large border border-line bg-surface p-5"
    >
      <h2 id={id} class="text-read font-semibold">
        {title}
      </h2>
      {hint && <p class="mt-1 text-pretty text-soft">{hint}</p>}
      <div class="mt-4">{children}</div>
    </section>
  );
}

type TextSettingProps = {
  label: string;
  isLabelSeen?: boolean; // where the card's title says it already, it is for screen readers only
  value: string;
  maxLength: number;
  hint?: string;
  disabled?: boolean;
  onSave: (value: string) => void;
};

/** A line of text, saved when it is left or Enter is pressed. Escape brings the old one back. */
export function TextSetting(props: TextSettingProps) {
  const { label, isLabelSeen = true, value, maxLength, hint, disabled = false, onSave } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const saved = useRef(value);

  useEffect(() => {
    // A colleague has changed it, or it was taken back. What is being typed stays.
    const isTouched = input.current?.value.trim() !== saved.current;
    saved.current = value;
    if (input.current && !isTouched) input.current.value = value;
  }, [value]);

  function leave(element: HTMLInputElement): void {
    const typed = element.value.trim();
    element.value = typed || saved.current;
    if (!typed || typed === saved.current) return;
    saved.current = typed;
    onSave(typed);
  }

  return (
    <div class="flex max-w-md flex-col gap-1.5">
      <label for={id} class={isLabelSeen ? 'font-medium' : 'sr-only'}>
        {label}
      </label>
      <input
        ref={input}
        id={id}
        dir="auto"
        autocomplete="off"
        defaultValue={value}
        maxLength={maxLength}
        disabled={disabled}
        aria-describedby={hint && `${id}-hint`}
        onBlur={({ currentTarget }) => leave(currentTarget)}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === 'Escape') event.currentTarget.value = saved.current;
          if (event.key === 'Enter') leave(event.currentTarget);
        }}
        class="h-10 rounded-medium border border-strong-line bg-surface px-3 text-read disabled:border-line disabled:text-soft"
      />
      {hint && (
        <p id={`${id}-hint`} class="text-small text-faint">
          {hint}
        </p>
      )}
    </div>
  );
}

type SwitchSettingProps = {
  label: string;
  isOn: boolean;
  hint?: ComponentChildren;
  disabled?: boolean;
  onSave: (isOn: boolean) => void;
};

export function SwitchSetting({ label, isOn, hint, disabled = false, onSave }: SwitchSettingProps) {
  const id = useId();
  return (
    <div>
      <label class={classes('flex items-start gap-3', disabled && 'opacity-60')}>
        <input
          type="checkbox"
          role="switch"
          checked={isOn}
          aria-checked={isOn}
          disabled={disabled}
          aria-describedby={hint ? id : undefined}
          onChange={({ currentTarget }) => onSave(currentTarget.checked)}
          class="mt-0.5 size-4 shrink-0 accent-accent"
        />
        <span class="font-medium">{label}</span>
      </label>
      {hint && (
        <div id={id} class="mt-2 ps-7 text-pretty text-soft">
          {hint}
        </div>
      )}
    </div>
  );
}

export function OnlyManagers() {
  const w = useWords();
  return <p class="mt-3 text-soft">{w.onlyManagers}</p>;
}

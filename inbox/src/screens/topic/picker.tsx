import type { RefObject } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { classes } from '../../ui/classes.ts';
import { ComboboxInput } from '../../ui/combobox-input.tsx';
import { Icon } from '../../ui/icon.tsx';
import { stepIn } from '../../ui/list-steps.ts';
import { placeBeside } from '../../ui/place-beside.ts';
import { fit } from '../palette/fuzzy.ts';
import { Marked } from '../palette/marked.tsx';
import type { FacedChoice } from './choices.tsx';
import { workWords } from './work-words.ts';

type PickerProps = {
  label: string;
  placeholder?: string;
  anchor: RefObject<HTMLElement | null>;
  choices: (query: string) => readonly FacedChoice[];
  /** Several can be chosen, one after the other. */
  isMany?: boolean;
  onClose: () => void;
};

/** A list under its button, found in by typing. */
export function Picker({ label, placeholder, anchor, choices, isMany = false, onClose }: PickerProps) {
  const w = workWords();
  const [typed, setTyped] = useState('');
  const [activeId, setActiveId] = useState<string>();
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const found = find(choices(typed), typed);
  const active = Math.max(
    0,
    found.findIndex(({ choice }) => choice.id === activeId),
  );

  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !anchor.current) return;
    element.showPopover();
    placeBeside(element, anchor.current);
    input.current?.focus();
  }, []);
  useLayoutEffect(() => {
    document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  function choose(choice: FacedChoice | undefined): void {
    if (!choice) return;
    if (isMany) {
      setTyped('');
      setActiveId(choice.id);
      input.current?.focus();
    } else box.current?.hidePopover();
    void choice.run();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const next = stepIn({ count: found.length, at: active, page: 0 }, event.key);
    if (next !== undefined) setActiveId(found[next]?.choice.id);
    else if (event.key === 'Enter') {
      if (!event.repeat) choose(found[active]?.choice);
    } else if (event.key === 'Tab') box.current?.hidePopover();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      ref={box}
      popover="auto"
      onToggle={({ newState }) => {
        if (newState !== 'closed' || !box.current) return;
        if (box.current.contains(document.activeElement) || document.activeElement === document.body)
          anchor.current?.focus();
        onClose();
      }}
      class="rise m-0 w-68 max-w-[calc(100vw-0.5rem)] rounded-medium border border-line bg-surface p-0 text-ink shadow-float"
    >
      <ComboboxInput
        field={input}
        label={label}
        listId={listId}
        active={found.length > 0 ? active : undefined}
        placeholder={placeholder ?? w.filter}
        value={typed}
        onInput={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setActiveId(undefined);
        }}
        onKeyDown={onKeyDown}
        class="h-10 w-full border-b border-line bg-transparent px-3 outline-none"
      />
      <div
        id={listId}
        role="listbox"
        aria-label={label}
        aria-multiselectable={isMany}
        class="max-h-72 overflow-y-auto overscroll-contain p-1 empty:hidden"
      >
        {found.map(({ choice, at }, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
          // biome-ignore lint/a11y/useFocusableInteractive: and the focus
          <div
            key={choice.id}
            id={`${listId}-${i}`}
            role="option"
            aria-selected={isMany ? Boolean(choice.isChosen) : i === active}
            onPointerMove={() => i !== active && setActiveId(choice.id)}
            onClick={() => choose(choice)}
            class={classes(
              'flex min-h-9 cursor-pointer items-center gap-2.5 rounded-small px-2 py-1',
              i === active && 'bg-chosen',
            )}
          >
            {choice.face}
            <span dir="auto" class="line min-w-0 flex-1">
              <Marked text={choice.label} at={at} />
            </span>
            {choice.hint && <bdi class="shrink-0 text-small text-faint">{choice.hint}</bdi>}
            {choice.isChosen && <Icon name="check" class="text-accent" />}
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p role="status" class="px-3 py-4 text-center text-soft">
          {w.nothing}
        </p>
      )}
    </div>
  );
}

function find(choices: readonly FacedChoice[], typed: string) {
  return choices
    .flatMap((choice) => {
      const fits = fit(typed, choice.label) ?? (choice.fitsAlways ? { score: 0, at: [] } : undefined);
      return fits ? [{ choice, at: fits.at, score: fits.score }] : [];
    })
    .toSorted((a, b) => b.score - a.score);
}

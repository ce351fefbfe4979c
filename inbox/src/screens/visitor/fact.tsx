import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { visitorWords } from './visitor-words.ts';

/** Nothing where nothing is known. */
export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  if (!children) return null;
  return (
    <div>
      <dt class="text-small text-faint">{name}</dt>
      <dd class="mt-0.5 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

type EditableFactProps = {
  name: string;
  value: string; // what is written down, or what one would begin from
  type?: 'text' | 'email';
  maxLength: number;
  isEditable: boolean;
  onSave: (value: string) => void;
  children: ComponentChildren;
};

/** A fact that can be rewritten in its place: Enter or leaving it keeps what was typed, Escape what was there. */
export function EditableFact(props: EditableFactProps) {
  const { name, value, type = 'text', maxLength, isEditable, onSave, children } = props;
  const w = visitorWords();
  const [isEdited, setEdited] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const isByKey = useRef(false);
  // Before the next key: it is typed into what is selected, or pressed on the button.
  useLayoutEffect(() => {
    input.current?.select();
    if (isByKey.current) button.current?.focus();
    isByKey.current = false;
  }, [isEdited]);

  /** Whoever leaves it by hand has the focus where he went. */
  function end(typed: string | undefined, by: 'key' | 'hand'): void {
    if (!input.current) return;
    input.current = null; // leaving the field as it goes is no second save
    isByKey.current = by === 'key';
    setEdited(false);
    if (typed !== undefined && typed.trim() !== value) onSave(typed.trim());
  }

  return (
    <div>
      <dt class="text-small text-faint">{name}</dt>
      <dd class="group relative mt-0.5 [overflow-wrap:anywhere]">
        {isEdited ? (
          <input
            ref={input}
            type={type as 'text'}
            dir={type === 'text' ? 'auto' : 'ltr'}
            aria-label={name}
            autocomplete="off"
            maxLength={maxLength}
            defaultValue={value}
            onBlur={({ currentTarget }) => end(currentTarget.value, 'hand')}
            onKeyDown={(event) => {
              if (event.isComposing) return;
              if (event.key === 'Enter') end(event.currentTarget.value, 'key');
              else if (event.key === 'Escape') end(undefined, 'key');
              else return;
              event.preventDefault();
              event.stopPropagation();
            }}
            class="h-9 w-full rounded-medium border border-strong-line bg-surface px-2.5"
          />
        ) : (
          <div class="flex items-start gap-1">
            <div class="min-w-0 flex-1">{children}</div>
            {isEditable && (
              <Button
                ref={button}
                look="quiet"
                size="icon"
                class="-my-1.5 -me-2 text-faint"
                aria-label={w.edit(name)}
                onClick={() => setEdited(true)}
              >
                <Icon name="pencil" class="size-3.5" />
              </Button>
            )}
          </div>
        )}
      </dd>
    </div>
  );
}

export function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="border-t border-line pt-4">
      <h3 class="mb-2 text-small font-semibold text-soft">{title}</h3>
      {children}
    </section>
  );
}

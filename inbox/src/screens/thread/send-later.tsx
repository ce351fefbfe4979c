import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { clockTime } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { useWritingWords } from '../../locales/en-writing.ts';
import { Button } from '../../ui/button.tsx';
import { menuItem } from '../../ui/menu.tsx';
import { placeBeside } from '../../ui/place-beside.ts';
import { inAnHour, inputValue, nextMorning } from './later-times.ts';

type SendLaterProps = {
  anchor: RefObject<HTMLElement | null>;
  onChoose: (at: string) => void;
  onClose: () => void;
};

const A_YEAR_MS = 366 * 24 * 3_600_000;

/** When a reply shall go: one of the usual times, or any other. */
export function SendLater({ anchor, onChoose, onClose }: SendLaterProps) {
  const { language } = useLocale();
  const w = useWritingWords();
  const menu = useRef<HTMLDivElement>(null);
  const [now] = useState(() => new Date());
  const [own, setOwn] = useState(() => inputValue(nextMorning(now, 'tomorrow')));
  const monday = nextMorning(now, 'monday');
  const tomorrow = nextMorning(now, 'tomorrow');
  const usual = [
    [w.later.inAnHour, inAnHour(now)],
    [w.later.tomorrow, tomorrow],
    ...(monday.getTime() === tomorrow.getTime() ? [] : [[w.later.monday, monday] as const]),
  ] as const;
  const day = new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', month: 'short' });
  const chosen = new Date(own).getTime();
  const trouble = !(chosen > now.getTime())
    ? w.later.past
    : chosen > now.getTime() + A_YEAR_MS
      ? w.later.far
      : undefined;

  useLayoutEffect(() => {
    const element = menu.current;
    if (!element || !anchor.current) return;
    element.showPopover();
    placeBeside(element, anchor.current);
    element.querySelector('button')?.focus();
  }, []);

  function choose(at: Date): void {
    onClose();
    onChoose(at.toISOString());
  }

  function onKeyDown(event: KeyboardEvent): void {
    const items = [...(menu.current?.querySelectorAll<HTMLElement>('button, input') ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const isField = document.activeElement instanceof HTMLInputElement;
    if (event.key === 'Escape') menu.current?.hidePopover();
    else if (event.key === 'Enter' && isField && !trouble) choose(new Date(own));
    else if (event.key === 'ArrowDown' && !isField) items[(at + 1) % items.length]?.focus();
    else if (event.key === 'ArrowUp' && !isField) items.at(at - 1)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      ref={menu}
      popover="auto"
      role="dialog"
      aria-label={w.later.title}
      onKeyDown={onKeyDown}
      onToggle={(event) => event.newState === 'closed' && menu.current && onClose()}
      class="rise m-0 w-88 max-w-[calc(100vw-8px)] rounded-medium border border-line bg-surface p-1 text-ink shadow-float"
    >
      {usual.map(([name, at]) => (
        <button key={name} type="button" onClick={() => choose(at)} class={menuItem}>
          <span class="min-w-0 flex-1">{name}</span>
          <span class="text-small text-soft">
            {day.format(at)}, {clockTime(at.getTime(), language)}
          </span>
        </button>
      ))}
      <div class="mt-1 border-t border-line p-2">
        <label class="block text-small font-medium text-soft" for="send-later-at">
          {w.later.choose}
        </label>
        <div class="mt-1 flex gap-2">
          <input
            id="send-later-at"
            type="datetime-local"
            aria-label={w.later.day}
            value={own}
            min={inputValue(now)}
            onInput={(event) => setOwn(event.currentTarget.value)}
            class="min-w-0 flex-1 rounded-medium border border-strong-line bg-surface px-2 py-1.5"
          />
          <Button look="primary" disabled={trouble !== undefined} onClick={() => choose(new Date(own))}>
            {w.later.schedule}
          </Button>
        </div>
        {trouble && <p class="mt-1 text-small text-danger">{trouble}</p>}
      </div>
    </div>
  );
}

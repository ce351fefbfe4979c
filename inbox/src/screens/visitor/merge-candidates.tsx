import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { shortAge } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { enMerge } from '../../locales/en-merge.ts';
import type { MergeModel } from '../../models/merge-model.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { classes } from '../../ui/classes.ts';
import { ComboboxInput } from '../../ui/combobox-input.tsx';
import { stepIn } from '../../ui/list-steps.ts';
import { visitorName } from '../../visitor-name.ts';

const MOST_SHOWN = 30;

/** Who may be meant: those of the lists at hand, or whom the search finds. Arrows and Enter choose. */
export function MergeCandidates({ model }: { model: MergeModel }) {
  const w = enMerge;
  const { now } = useApp();
  const { strings: t, language } = useLocale();
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const found = model.candidates.value.slice(0, MOST_SHOWN);
  const at = Math.min(active, Math.max(0, found.length - 1));
  const isEmpty = found.length === 0;

  // A dialog that opens finds the field by itself; one that is open must be told.
  useLayoutEffect(() => input.current?.focus(), []);
  useLayoutEffect(() => {
    document.getElementById(`${listId}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const next = stepIn({ count: found.length, at, page: 0 }, event.key);
    const chosen = found[at];
    if (next !== undefined) setActive(next);
    else if (event.key === 'Enter' && chosen && !event.repeat) void model.choose(chosen.id);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <p class="mb-3 text-soft">{w.hint}</p>
      <ComboboxInput
        field={input}
        label={w.find}
        listId={listId}
        active={isEmpty ? undefined : at}
        autofocus
        placeholder={w.find}
        value={model.typed.value}
        onInput={({ currentTarget }) => {
          model.typed.value = currentTarget.value;
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        class="h-10 w-full rounded-medium border border-strong-line bg-surface px-3 text-read"
      />
      <div
        id={listId}
        role="listbox"
        aria-label={w.title}
        class="-mx-2 mt-2 max-h-[min(22rem,50dvh)] overflow-y-auto overscroll-contain"
      >
        {found.map((candidate, i) => {
          const name = visitorName(candidate, t);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
            // biome-ignore lint/a11y/useFocusableInteractive: and the focus
            <div
              key={candidate.id}
              id={`${listId}-${i}`}
              role="option"
              aria-selected={i === at}
              onMouseMove={() => setActive(i)}
              onClick={() => void model.choose(candidate.id)}
              class={classes(
                'flex min-h-11 cursor-default items-center gap-3 rounded-medium px-2 py-1.5',
                i === at && 'bg-hover',
              )}
            >
              <Avatar id={candidate.id} name={name} />
              <span class="min-w-0 flex-1">
                <span class="block truncate font-medium">
                  <bdi>{name}</bdi>
                </span>
                {candidate.email && (
                  <span class="block truncate text-small text-soft">
                    <bdi>{candidate.email}</bdi>
                  </span>
                )}
              </span>
              {candidate.lastSeenAt && (
                <span class="shrink-0 text-small text-faint">
                  {shortAge(candidate.lastSeenAt, now.now.value, language, t.dates)}
                </span>
              )}
            </div>
          );
        })}
      </div>
      <p role="status" class="min-h-5 pt-1 text-small text-faint">
        {model.search.value === 'searching' && w.searching}
        {model.search.value === 'failed' && <span class="text-danger">{w.searchFailed}</span>}
        {model.search.value === 'idle' && isEmpty && (model.typed.value.trim() ? w.none : w.noneNearby)}
      </p>
    </>
  );
}

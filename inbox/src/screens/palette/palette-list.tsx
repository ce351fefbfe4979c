import { findingWords } from '../../commands/finding-words.ts';
import { Keys } from '../../commands/shortcuts-help.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import type { Entry } from './entries.ts';
import { Marked } from './marked.tsx';

type PaletteListProps = {
  id: string;
  label: string;
  entries: readonly Entry[];
  active: number;
  state: 'loading' | 'failed' | 'ready';
  hasGroups: boolean;
  onActive: (id: string) => void;
  onChoose: (entry: Entry) => void;
};

export function PaletteList({ id, label, entries, active, state, hasGroups, onActive, onChoose }: PaletteListProps) {
  const w = findingWords();
  const said =
    state === 'ready' ? (entries.length === 0 ? w.palette.nothing : w.palette.count(entries.length)) : w.palette[state];
  return (
    <>
      <p role="status" class={entries.length > 0 ? 'sr-only' : 'px-4 py-6 text-center text-soft'}>
        {said}
      </p>
      <div
        id={id}
        role="listbox"
        aria-label={label}
        class="max-h-[min(26rem,60dvh)] overflow-y-auto overscroll-contain p-1.5 empty:p-0"
      >
        {entries.map((entry, at) => (
          <div key={entry.id} role="presentation">
            {hasGroups && entries[at - 1]?.group !== entry.group && (
              <p role="presentation" class="px-2.5 pt-2 pb-1 text-small text-faint">
                {entry.group === 'recent' ? w.palette.recent : w.shortcuts.groups[entry.group as 'app']}
              </p>
            )}
            <Line id={`${id}-${at}`} entry={entry} isActive={at === active} onActive={onActive} onChoose={onChoose} />
          </div>
        ))}
      </div>
    </>
  );
}

type LineProps = { id: string; entry: Entry; isActive: boolean } & Pick<PaletteListProps, 'onActive' | 'onChoose'>;

function Line({ id, entry, isActive, onActive, onChoose }: LineProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: and the focus
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      // Moved, not entered: a list that scrolls under a resting pointer chooses nothing.
      onPointerMove={() => !isActive && onActive(entry.id)}
      onClick={() => onChoose(entry)}
      class={classes(
        'flex min-h-10 cursor-pointer items-center gap-3 rounded-small px-2.5 py-1.5',
        isActive && 'bg-chosen',
      )}
    >
      <span dir="auto" class="line min-w-0 flex-1">
        <Marked text={entry.label} at={entry.at} />
        {entry.leadsOn && !entry.label.endsWith('…') && '…'}
      </span>
      {entry.hint && <bdi class="max-w-2/5 truncate text-small text-faint">{entry.hint}</bdi>}
      {entry.isChosen && <Icon name="check" class="text-accent" />}
      {entry.keys && (
        <span aria-hidden="true" class="shrink-0">
          <Keys keys={entry.keys} />
        </span>
      )}
    </div>
  );
}

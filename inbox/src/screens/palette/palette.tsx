import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Command, type CommandContext, runCommand } from '../../commands/command.ts';
import { commandStrings } from '../../commands/command-strings.ts';
import { findingWords } from '../../commands/finding-words.ts';
import { isMac } from '../../commands/is-mac.ts';
import { keyOf } from '../../commands/keys.ts';
import { paletteCommands } from '../../commands/palette-commands.ts';
import { useStrings } from '../../locale.ts';
import { ComboboxInput } from '../../ui/combobox-input.tsx';
import { Icon } from '../../ui/icon.tsx';
import { stepIn } from '../../ui/list-steps.ts';
import { OverlayDialog } from '../../ui/overlay-dialog.tsx';
import type { Entry } from './entries.ts';
import { PaletteList } from './palette-list.tsx';
import { rememberCommand } from './recent.ts';
import { useEntries } from './use-entries.ts';

type PaletteProps = {
  context: CommandContext;
  commandId: string | undefined;
  typedAhead: () => string;
  onClose: () => void;
};

const PAGE = 8;

/** Everything that can be done now, found by a few letters. */
export function Palette({ context, commandId, typedAhead, onClose }: PaletteProps) {
  const t = useStrings();
  const w = findingWords();
  const [asking, setAsking] = useState<Command | undefined>(() => paletteCommands.find(({ id }) => id === commandId));
  const [ahead] = useState(() => typedAhead().split('\n'));
  const [typed, setTyped] = useState(ahead[0] ?? '');
  // Enter was pressed before it was known what it chooses.
  const isEarly = useRef(ahead.length > 1);
  const [activeId, setActiveId] = useState<string>();
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const { state, entries } = useEntries(context, asking, typed);
  const found = entries.findIndex(({ id }) => id === activeId);
  const active = Math.max(0, found);

  useLayoutEffect(() => {
    document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active, entries.length]);

  useLayoutEffect(() => {
    if (!isEarly.current || state === 'loading') return;
    isEarly.current = false;
    choose(entries[active]);
  });

  function type(next: string): void {
    isEarly.current = false;
    setTyped(next);
    setActiveId(undefined);
  }

  function lead(to: Command | undefined): void {
    setAsking(to);
    type('');
    input.current?.focus();
  }

  function choose(entry: Entry | undefined): void {
    if (!entry) return;
    if ('command' in entry) rememberCommand(() => localStorage, entry.id);
    if ('command' in entry && 'choices' in entry.command) {
      lead(entry.command);
      return;
    }
    // Closed first, so that the focus is back where it was when the command wants to move it.
    dialog.current?.close();
    onClose();
    if ('command' in entry) runCommand(entry.command, context);
    else void entry.choice.run();
  }

  function enter(): void {
    if (state === 'loading') isEarly.current = true;
    else choose(entries[active]);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const next = stepIn({ count: entries.length, at: active, page: PAGE }, event.key);
    if (next !== undefined) setActiveId(entries[next]?.id);
    else if (event.key === 'Enter') {
      // A key that is held chooses nothing that nobody has seen.
      if (!event.repeat) enter();
    } else if (event.key === 'Backspace' && typed === '' && asking && commandId === undefined) lead(undefined);
    else if (event.key === 'Escape' && asking && commandId === undefined) lead(undefined);
    else if (keyOf(event, isMac()) === 'Mod+k') dialog.current?.close();
    else return;
    event.preventDefault();
  }

  const words = commandStrings(t);
  const title = asking?.words(words) ?? words.commands.palette;
  return (
    <OverlayDialog dialog={dialog} label={title} onClose={onClose}>
      <div class="flex items-center gap-2 border-b border-line px-4">
        {asking && (
          <span class="max-w-1/2 truncate rounded-small bg-raised px-2 py-1 text-small text-soft">{title}</span>
        )}
        <ComboboxInput
          field={input}
          label={title}
          listId={listId}
          active={entries.length > 0 ? active : undefined}
          autofocus
          enterkeyhint="go"
          placeholder={asking ? w.palette.choose : w.palette.placeholder}
          value={typed}
          onInput={({ currentTarget }) => type(currentTarget.value)}
          onKeyDown={onKeyDown}
          class="h-12 min-w-0 flex-1 bg-transparent text-read outline-none"
        />
        <button
          type="button"
          aria-label={t.close}
          onClick={() => dialog.current?.close()}
          class="inline-flex size-9 items-center justify-center rounded-medium text-soft hover:bg-raised two:hidden"
        >
          <Icon name="close" />
        </button>
      </div>
      <PaletteList
        id={listId}
        label={title}
        entries={entries}
        active={active}
        state={state}
        hasGroups={!asking && typed.trim() === ''}
        onActive={setActiveId}
        onChoose={choose}
      />
    </OverlayDialog>
  );
}

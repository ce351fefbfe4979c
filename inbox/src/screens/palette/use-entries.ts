import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Choice, Command, CommandContext } from '../../commands/command.ts';
import { paletteCommands } from '../../commands/palette-commands.ts';
import { choiceEntries, choiceEntry, commandEntries, type Entry } from './entries.ts';
import { recentCommands } from './recent.ts';
import { useFound } from './use-found.ts';

type Asked = { of: Command; state: 'loading' | 'failed' } | { of: Command; state: 'ready'; choices: readonly Choice[] };

export type Entries = { state: 'loading' | 'failed' | 'ready'; entries: readonly Entry[] };

/** What the palette offers: the commands, or what the command that was chosen asks for. */
export function useEntries(context: CommandContext, asking: Command | undefined, typed: string): Entries {
  const recent = useMemo(() => recentCommands(() => localStorage), []);
  const [asked, setAsked] = useState<Asked>();
  const found = useFound(context, typed, !asking);

  // What is known at once is shown at once: Enter behind the last letter must not choose what was there before it.
  const choices = useMemo(
    () => (asking && 'choices' in asking ? asking.choices(context, typed) : undefined),
    [asking, typed],
  );

  useEffect(() => {
    if (!asking || !(choices instanceof Promise)) return;
    let isLatest = true;
    setAsked((before) => (before?.of === asking ? before : { of: asking, state: 'loading' }));
    choices.then(
      (answer) => isLatest && setAsked({ of: asking, state: 'ready', choices: answer }),
      () => isLatest && setAsked({ of: asking, state: 'failed' }),
    );
    return () => {
      isLatest = false;
    };
  }, [asking, choices]);

  if (!asking) {
    const further = found.map((choice) => choiceEntry(choice, 'found', []));
    return { state: 'ready', entries: [...commandEntries(paletteCommands, context, typed, recent), ...further] };
  }
  if (choices && !(choices instanceof Promise)) return { state: 'ready', entries: choiceEntries(choices, typed) };
  if (asked?.of !== asking) return { state: 'loading', entries: [] };
  return {
    state: asked.state,
    entries: asked.state === 'ready' ? choiceEntries(asked.choices, typed) : [],
  };
}

import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Choice, Command, CommandContext } from '../../commands/command.ts';
import { commands } from '../../commands/commands.ts';
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

  useEffect(() => {
    if (!asking || !('choices' in asking)) return;
    const choices = asking.choices(context, typed);
    if (!(choices instanceof Promise)) return setAsked({ of: asking, state: 'ready', choices });
    let isLatest = true;
    setAsked((before) => (before?.of === asking ? before : { of: asking, state: 'loading' }));
    choices.then(
      (answer) => isLatest && setAsked({ of: asking, state: 'ready', choices: answer }),
      () => isLatest && setAsked({ of: asking, state: 'failed' }),
    );
    return () => {
      isLatest = false;
    };
  }, [asking, typed]);

  if (!asking) {
    const further = found.map((choice) => choiceEntry(choice, 'found', []));
    return { state: 'ready', entries: [...commandEntries(commands, context, typed, recent), ...further] };
  }
  if (asked?.of !== asking) return { state: 'loading', entries: [] };
  return {
    state: asked.state,
    entries: asked.state === 'ready' ? choiceEntries(asked.choices, typed) : [],
  };
}

import type { Command } from './command.ts';
import { commands } from './commands.ts';
import { composeCommands } from './compose-commands.ts';
import { listCommands } from './list-commands.ts';
import { messageCommands } from './message-commands.ts';

/** What the mouse can do and no key does, so that it comes with the palette only. */
const unkeyed: readonly Command[] = [
  ...messageCommands,
  ...composeCommands,
  ...listCommands,
  {
    id: 'app.sidebar',
    group: 'app',
    words: (t) => t.commands.sidebar,
    keys: [],
    run: ({ app: { sidebar } }) => sidebar.toggle(),
  },
  {
    id: 'go.setting',
    group: 'go',
    words: (t) => t.commands.setting,
    also: (t) => t.commands.settingAlso,
    keys: [],
    choices: async (context, query) =>
      (await import('../screens/settings/setting-choices.ts')).settingChoices(context, query),
  },
];

/** Everything that the palette offers. */
export const paletteCommands: readonly Command[] = [...commands, ...unkeyed];

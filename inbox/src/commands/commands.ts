import { appCommands } from './app-commands.ts';
import type { Command } from './command.ts';
import { goCommands } from './go-commands.ts';
import { moveCommands } from './move-commands.ts';
import { selectCommands } from './select-commands.ts';
import { topicCommands } from './topic-commands.ts';
import { viewCommands } from './view-commands.ts';
import { writeCommands } from './write-commands.ts';

/**
 * Everything that can be done by name, in the order in which the help shows it. The keyboard, the palette and the help
 * know nothing else. Of commands that share a key the first that applies is meant.
 */
export const commands: readonly Command[] = [
  ...selectCommands,
  ...moveCommands,
  ...topicCommands,
  ...writeCommands,
  ...viewCommands,
  ...goCommands,
  ...appCommands,
];

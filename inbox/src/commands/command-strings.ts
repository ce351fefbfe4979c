import type { Strings } from '../locales/en.ts';
import { enCommands } from '../locales/en-commands.ts';
import type { CommandStrings } from './command.ts';

/** All that commands are named by. Comes with the parts that show them. */
export const commandStrings = (t: Strings): CommandStrings => ({ ...t, commands: enCommands });

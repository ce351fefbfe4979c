import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { Topic } from '@everthread/shared/models/topic';
import type { App } from '../app-context.ts';
import type { Strings } from '../locales/en.ts';
import type { CommandWords } from '../locales/en-commands.ts';
import type { InboxModel } from '../models/inbox-model.ts';
import type { TopicsRoute } from '../topics-route.ts';

/** What lies over the inbox. `commandId`: the command whose choices are shown at once. `text`: what is looked for. */
export type Overlay = { name: 'help' } | { name: 'palette'; commandId?: string } | { name: 'search'; text?: string };

/** What a command finds when it runs. */
export type CommandContext = {
  app: App;
  t: Strings;
  inbox: InboxModel;
  workspaceId: WorkspaceId;
  route: TopicsRoute;
  /** The topic on the screen as the agent sees it, his own last change included. */
  topic: Topic | undefined;
  setStatus(to: 'open' | 'done'): void;
  /** Leads to a topic of the list beside the one on the screen, as j and k do. */
  move(step: 1 | -1): void;
  show(overlay: Overlay): void;
  /** Brings the hand to the composer; where that is on its way, keeps for it what is typed. */
  toComposer(): void;
  /** Beside the inbox only these can be done. */
  groups?: readonly CommandGroup[];
};

/** One answer to what a command asks for. */
export type Choice = {
  id: string;
  label: string;
  hint?: string | undefined;
  /** It is so already. */
  isChosen?: boolean;
  /** Made from what was typed: shown whatever the search thinks of it. */
  fitsAlways?: boolean;
  run(): void | Promise<void>;
};

export type CommandStrings = Strings & { commands: CommandWords };

export type CommandGroup = 'move' | 'topic' | 'write' | 'go' | 'app';

/** Something that the mouse can do, by its name and by keys. */
export type Command = {
  id: string;
  group: CommandGroup;
  words(t: CommandStrings): string;
  /** Other words that people look for it by. */
  also?(t: CommandStrings): string;
  /**
   * `j`, `E` (with Shift), `Mod+k` (Cmd on a Mac, Ctrl elsewhere), `g i` (one after the other). Arrows count inside the
   * list of topics only.
   */
  keys: readonly string[];
  /** Its keys also count while somebody types. */
  inText?: boolean;
  /** Holding the key down goes on. */
  repeats?: boolean;
  /** Only for the keyboard: it says nothing in a list of commands. */
  keysOnly?: boolean;
  /** Whether it can be done now; always, when left out. */
  when?(context: CommandContext): boolean;
} & (
  | { run(context: CommandContext): void }
  /** Asks first. `query` is what was typed so far. */
  | { choices(context: CommandContext, query: string): readonly Choice[] | Promise<readonly Choice[]> }
);

export const applies = (command: Command, context: CommandContext): boolean =>
  (context.groups?.includes(command.group) ?? true) && (command.when?.(context) ?? true);

/** Does it, or shows what there is to choose from. */
export function runCommand(command: Command, context: CommandContext): void {
  if ('run' in command) command.run(context);
  else context.show({ name: 'palette', commandId: command.id });
}

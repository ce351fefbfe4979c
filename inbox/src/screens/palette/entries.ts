import { applies, type Choice, type Command, type CommandContext, type CommandGroup } from '../../commands/command.ts';
import { commandStrings } from '../../commands/command-strings.ts';
import { type Fit, fit } from './fuzzy.ts';

/** A line of the palette: a command, or one of the answers that a command asks for. */
export type Entry = {
  id: string;
  label: string;
  group: CommandGroup | 'recent' | 'found' | 'choice';
  /** Which characters of the label were meant. */
  at: readonly number[];
  keys?: string | undefined;
  hint?: string | undefined;
  isChosen?: boolean | undefined;
  /** It asks for a choice first. */
  leadsOn?: boolean;
} & ({ command: Command } | { choice: Choice });

const GROUPS: readonly CommandGroup[] = ['topic', 'write', 'move', 'go', 'app'];
const RECENT_BONUS = 3;
const ALSO_LESS = 4;

/** The commands that can be chosen now: what was chosen last, then by kind; by how well they fit once something is typed. */
export function commandEntries(
  commands: readonly Command[],
  context: CommandContext,
  typed: string,
  recent: readonly string[],
): Entry[] {
  const possible = commands.filter((command) => !command.keysOnly && applies(command, context));
  if (typed.trim() === '') {
    const latest = recent.flatMap((id) => possible.find((command) => command.id === id) ?? []);
    const others = GROUPS.flatMap((group) =>
      possible.filter((command) => command.group === group && !latest.includes(command)),
    );
    return [
      ...latest.map((command) => entryOf(command, context, 'recent', [])),
      ...others.map((command) => entryOf(command, context, command.group, [])),
    ];
  }
  return possible
    .flatMap((command) => {
      const found = fitCommand(command, context, typed);
      if (!found) return [];
      const score = found.score + (recent.includes(command.id) ? RECENT_BONUS : 0);
      return { entry: entryOf(command, context, command.group, found.at), score };
    })
    .toSorted((a, b) => b.score - a.score)
    .map(({ entry }) => entry);
}

function fitCommand(command: Command, { t }: CommandContext, typed: string): Fit | undefined {
  const strings = commandStrings(t);
  const words = command.words(strings);
  const own = fit(typed, words);
  const also = command.also && fit(typed, `${words} ${command.also(strings)}`);
  if (!also || (own && own.score >= also.score - ALSO_LESS)) return own;
  return { score: also.score - ALSO_LESS, at: also.at.filter((at) => at < words.length) };
}

const entryOf = (command: Command, { t }: CommandContext, group: Entry['group'], at: readonly number[]): Entry => ({
  id: command.id,
  label: command.words(commandStrings(t)),
  group,
  at,
  keys: command.keys[0],
  leadsOn: 'choices' in command,
  command,
});

/** The answers that fit what was typed; in the command's own order while nothing is. */
export function choiceEntries(choices: readonly Choice[], typed: string): Entry[] {
  const found = choices.flatMap((choice) => {
    const fits = fit(typed, choice.label) ?? (choice.fitsAlways ? { score: 0, at: [] } : undefined);
    return fits ? { choice, fits } : [];
  });
  return found
    .toSorted((a, b) => b.fits.score - a.fits.score)
    .map(({ choice, fits }) => choiceEntry(choice, 'choice', fits.at));
}

export const choiceEntry = (choice: Choice, group: 'choice' | 'found', at: readonly number[]): Entry => ({
  id: choice.id,
  label: choice.label,
  group,
  at,
  hint: choice.hint,
  isChosen: choice.isChosen,
  choice,
});

import { useStrings } from '../locale.ts';
import type { Strings } from '../locales/en.ts';
import type { FindingWords } from '../locales/en-finding.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Key } from '../ui/key.tsx';
import type { CommandGroup } from './command.ts';
import { commandStrings } from './command-strings.ts';
import { commands } from './commands.ts';
import { findingWords } from './finding-words.ts';
import { isMac } from './is-mac.ts';
import { facesOf } from './key-faces.ts';

type Row = { what: string; keys: readonly string[] };

const GROUPS: readonly CommandGroup[] = ['move', 'topic', 'write', 'go', 'app'];

/** Keys that the composer itself listens to. */
const composerRows = ({ shortcuts }: FindingWords): Row[] => [
  { what: shortcuts.editLast, keys: ['ArrowUp'] },
  { what: shortcuts.send, keys: ['Enter'] },
  { what: shortcuts.newLine, keys: ['Shift+Enter'] },
];

/** And those that the steps of a flow listen to. */
const flowRows = ({ shortcuts }: FindingWords): Row[] => [
  { what: shortcuts.moveStep, keys: ['Alt+ArrowUp', 'Alt+ArrowDown'] },
];

function rowsOf(group: CommandGroup, t: Strings): Row[] {
  const rows = commands
    .filter((command) => command.group === group && command.keys.length > 0)
    .map((command) => ({ what: command.words(commandStrings(t)), keys: command.keys }));
  if (group === 'write') return [...rows, ...composerRows(findingWords())];
  return group === 'move' ? [...rows, ...flowRows(findingWords())] : rows;
}

export function ShortcutsHelp({ onClose }: { onClose: () => void }) {
  const t = useStrings();
  const w = findingWords();
  return (
    <Dialog title={w.shortcuts.title} closeLabel={t.close} onClose={onClose} width="wide">
      <div class="gap-x-8 two:columns-2">
        {GROUPS.map((group) => (
          <section key={group} class="mb-5 break-inside-avoid">
            <h3 class="mb-1 text-small font-medium text-faint">{w.shortcuts.groups[group]}</h3>
            <dl>
              {rowsOf(group, t).map(({ what, keys }) => (
                <div key={`${what} ${keys}`} class="flex items-center justify-between gap-4 py-1">
                  <dt>{what}</dt>
                  <dd class="flex shrink-0 items-center gap-1.5">
                    {keys.map((each, at) => (
                      <span key={each} class="flex items-center gap-1.5">
                        {at > 0 && <span class="text-small text-faint">{w.shortcuts.or}</span>}
                        <Keys keys={each} />
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

/** The keys of a command as they stand on the keyboard. */
export function Keys({ keys }: { keys: string }) {
  const w = findingWords();
  return (
    <span class="flex items-center gap-1">
      {keys.split(' ').map((press, at) => (
        <span key={press} class="flex items-center gap-1">
          {at > 0 && <span class="text-small text-faint">{w.shortcuts.next}</span>}
          {facesOf(press, isMac()).map((face) => (
            <Key key={face}>{face}</Key>
          ))}
        </span>
      ))}
    </span>
  );
}

import { neighbour } from '../screens/topics/neighbour.ts';
import type { Command, CommandContext } from './command.ts';

const isAnySelected = ({ inbox }: CommandContext) => inbox.selection.count.peek() > 0;

/** Chooses on from the topic at hand to the one beside it, and goes there. */
function extend({ inbox, move }: CommandContext, step: 1 | -1): void {
  const from = inbox.topics.selectedId.peek();
  const row = neighbour(inbox, step);
  if (!row) return;
  inbox.selection.extendTo(row.topic.id, from ?? row.topic.id);
  move(step);
}

/** Several topics at once. */
export const selectCommands: readonly Command[] = [
  {
    id: 'select.toggle',
    group: 'move',
    words: (t) => t.commands.select,
    keys: ['x'],
    when: ({ inbox }) => inbox.topics.selectedId.peek() !== undefined || inbox.topics.rows.peek().length > 0,
    run({ inbox }) {
      const id = inbox.topics.selectedId.peek() ?? inbox.topics.rows.peek()[0]?.topic.id;
      if (id) inbox.selection.toggle(id);
    },
  },
  {
    id: 'select.next',
    group: 'move',
    words: (t) => t.commands.selectNext,
    keys: ['J', 'Shift+ArrowDown'],
    repeats: true,
    run: (context) => extend(context, 1),
  },
  {
    id: 'select.previous',
    group: 'move',
    words: (t) => t.commands.selectPrevious,
    keys: ['K', 'Shift+ArrowUp'],
    repeats: true,
    run: (context) => extend(context, -1),
  },
  {
    id: 'select.all',
    group: 'move',
    words: (t) => t.commands.selectAll,
    keys: ['Mod+a'],
    when: ({ inbox }) => inbox.topics.rows.peek().length > 0,
    run: ({ inbox }) => void inbox.selection.all(),
  },
  {
    id: 'select.none',
    group: 'move',
    words: (t) => t.commands.selectNone,
    keys: ['Escape'],
    keysOnly: true,
    when: isAnySelected,
    run: ({ inbox }) => inbox.selection.clear(),
  },
];

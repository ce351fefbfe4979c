import { COMPOSER_ID } from '../screens/thread/composer-id.ts';
import type { Command, CommandContext } from './command.ts';

/** Through the topics, and back out. */
export const moveCommands: readonly Command[] = [
  {
    id: 'move.next',
    group: 'move',
    words: (t) => t.commands.next,
    keys: ['j', 'ArrowDown'],
    repeats: true,
    run: ({ move }) => move(1),
  },
  {
    id: 'move.previous',
    group: 'move',
    words: (t) => t.commands.previous,
    keys: ['k', 'ArrowUp'],
    repeats: true,
    run: ({ move }) => move(-1),
  },
  {
    id: 'move.back',
    group: 'move',
    words: (t) => t.commands.back,
    keys: ['Escape'],
    inText: true,
    keysOnly: true,
    when: ({ route }) => isInComposer() || route.shown !== undefined,
    run: leave,
  },
];

const isInComposer = () => document.activeElement?.id === COMPOSER_ID;

function leave({ route, app: { router } }: CommandContext): void {
  if (isInComposer()) {
    const row = document.querySelector<HTMLElement>('[data-topic-list] [aria-current]');
    if (row?.checkVisibility()) row.focus();
    else document.querySelector<HTMLElement>('[data-thread-title]')?.focus();
    return;
  }
  const { shown, ...list } = route;
  if (shown?.pane === 'visitor') router.go({ ...route, shown: { ...shown, pane: 'thread' } });
  else router.go(list);
}

import type { Command } from './command.ts';

/** What is done to the topic on the screen. */
export const topicCommands: readonly Command[] = [
  {
    id: 'topic.done',
    group: 'topic',
    words: (t) => t.commands.done,
    also: (t) => t.commands.doneAlso,
    keys: ['e'],
    when: ({ status }) => status !== undefined && status !== 'done',
    run: ({ setStatus }) => setStatus('done'),
  },
  {
    id: 'topic.reopen',
    group: 'topic',
    words: (t) => t.commands.reopen,
    keys: ['E'],
    when: ({ status }) => status === 'done',
    run: ({ setStatus }) => setStatus('open'),
  },
  {
    id: 'topic.visitor',
    group: 'topic',
    words: (t) => t.commands.visitor,
    keys: ['i'],
    when: ({ route }) => route.shown !== undefined,
    run({ route, app: { router } }) {
      const { shown } = route;
      if (shown) router.go({ ...route, shown: { ...shown, pane: shown.pane === 'visitor' ? 'thread' : 'visitor' } });
    },
  },
];

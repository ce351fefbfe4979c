import type { ListedStatus } from '@everthread/shared/models/topic-page';
import type { Command, CommandContext } from './command.ts';

const goToList =
  (status: ListedStatus) =>
  ({ app: { router }, workspaceId }: CommandContext) =>
    router.go({ name: 'topics', workspaceId, status });

/** From anywhere to a place of its own. */
export const goCommands: readonly Command[] = [
  {
    id: 'go.open',
    group: 'go',
    words: (t) => t.commands.goTo(t.topics.open),
    keys: ['1', 'g o'],
    run: goToList('open'),
  },
  {
    id: 'go.waiting',
    group: 'go',
    words: (t) => t.commands.goTo(t.topics.waiting),
    keys: ['2', 'g w'],
    run: goToList('waiting'),
  },
  {
    id: 'go.done',
    group: 'go',
    words: (t) => t.commands.goTo(t.topics.done),
    keys: ['3', 'g d'],
    run: goToList('done'),
  },
  {
    id: 'go.settings',
    group: 'go',
    words: (t) => t.menu.settings,
    keys: ['g s'],
    run: ({ app: { router }, workspaceId }) => router.go({ name: 'settings', workspaceId }),
  },
  {
    id: 'go.install',
    group: 'go',
    words: (t) => t.menu.install,
    keys: [],
    run: ({ app: { router }, workspaceId }) => router.go({ name: 'settings', workspaceId, section: 'install' }),
  },
  {
    id: 'go.identity',
    group: 'go',
    words: (t) => t.menu.identity,
    keys: [],
    run: ({ app: { router }, workspaceId }) => router.go({ name: 'settings', workspaceId, section: 'identity' }),
  },
  {
    id: 'go.sessions',
    group: 'go',
    words: (t) => t.menu.sessions,
    keys: [],
    run: ({ app: { router }, workspaceId }) => router.go({ name: 'settings', workspaceId, section: 'security' }),
  },
  {
    id: 'go.new-workspace',
    group: 'go',
    words: (t) => t.menu.newWorkspace,
    keys: [],
    run: ({ app: { router } }) => router.go({ name: 'new-workspace' }),
  },
];

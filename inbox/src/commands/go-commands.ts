import type { Command } from './command.ts';

/** From anywhere to a place of its own. */
export const goCommands: readonly Command[] = [
  {
    id: 'go.settings',
    group: 'go',
    words: (t) => t.menu.settings,
    keys: ['g s'],
    run: ({ app: { router }, workspaceId }) => router.go({ name: 'settings', workspaceId }),
  },
  {
    id: 'go.articles',
    group: 'go',
    words: (t) => t.menu.articles,
    also: (t) => t.commands.articlesAlso,
    keys: ['g k'],
    run: ({ app: { router }, workspaceId }) => router.go({ name: 'articles', workspaceId }),
  },
  {
    id: 'go.report',
    group: 'go',
    words: (t) => t.menu.report,
    keys: ['g r'],
    run: ({ app: { router }, workspaceId }) => router.go({ name: 'report', workspaceId }),
  },
  {
    id: 'go.install',
    group: 'go',
    words: (t) => t.commands.install,
    keys: [],
    run: ({ app: { router }, workspaceId }) => router.go({ name: 'settings', workspaceId, section: 'install' }),
  },
  {
    id: 'go.notice',
    group: 'go',
    words: (t) => t.commands.notice,
    keys: [],
    run: ({ app: { router }, workspaceId }) => router.go({ name: 'settings', workspaceId, section: 'hours' }),
  },
  {
    id: 'go.identity',
    group: 'go',
    words: (t) => t.commands.identity,
    keys: [],
    run: ({ app: { router }, workspaceId }) => router.go({ name: 'settings', workspaceId, section: 'identity' }),
  },
  {
    id: 'go.sessions',
    group: 'go',
    words: (t) => t.commands.sessions,
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

import { errorWords } from '../error-words.ts';
import type { Command, CommandContext } from './command.ts';

/** The inbox itself. */
export const appCommands: readonly Command[] = [
  {
    id: 'app.undo',
    group: 'app',
    words: (t) => t.commands.undoLast,
    keys: ['Mod+z'],
    when: ({ app: { undo } }) => undo.canUndo.peek(),
    run: ({ app: { undo } }) => void undo.undoLast(),
  },
  {
    id: 'app.palette',
    group: 'app',
    words: (t) => t.commands.palette,
    keys: ['Mod+k'],
    inText: true,
    keysOnly: true,
    run: ({ show }) => show({ name: 'palette' }),
  },
  {
    id: 'app.search',
    group: 'app',
    words: (t) => t.search.title,
    also: (t) => t.commands.searchAlso,
    keys: ['/', 'Mod+Shift+f'],
    inText: true,
    run: ({ show }) => show({ name: 'search' }),
  },
  {
    id: 'app.help',
    group: 'app',
    words: (t) => t.commands.help,
    keys: ['?'],
    run: ({ show }) => show({ name: 'help' }),
  },
  {
    id: 'app.workspace',
    group: 'app',
    words: (t) => t.commands.switchWorkspace,
    keys: ['g w'],
    when: (context) => workspacesOf(context).length > 1,
    choices: async (context) => (await import('./around-the-choices.ts')).workspaceChoices(context),
  },
  {
    id: 'app.sign-out',
    group: 'app',
    words: (t) => t.menu.signOut,
    keys: [],
    run: ({ app: { account, toasts }, t }) =>
      void account
        .signOut()
        .catch((error: unknown) =>
          toasts.show({ tone: 'trouble', text: `${t.menu.notSignedOut}. ${errorWords(error, t)}` }),
        ),
  },
];

function workspacesOf({ app: { account } }: CommandContext) {
  const who = account.who.peek();
  return who.name === 'signed-in' ? who.me.workspaces : [];
}

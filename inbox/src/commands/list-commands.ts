import { shownView, sortedBy, withFilters } from '../screens/topics/shown-listing.ts';
import { deleteView } from '../screens/views/change-view.ts';
import { mayChangeView } from '../screens/views/may-change-view.ts';
import { viewAsked } from '../screens/views/view-asked.ts';
import { viewWords } from '../screens/views/view-words.ts';
import { SORTS } from '../topics-route.ts';
import type { Choice, Command, CommandContext } from './command.ts';

/** The view on the screen, where somebody made it and the agent may change it. */
function ownView({ inbox, route }: CommandContext) {
  const view = inbox.topics.views.views.peek().find(({ id }) => route.view === `view/${id}`);
  return view && mayChangeView(view, inbox) ? view : undefined;
}

/** What is done with the list of topics and its view. */
export const listCommands: readonly Command[] = [
  {
    id: 'list.sort',
    group: 'move',
    words: (t) => t.commands.sort,
    also: (t) => t.commands.sortAlso,
    keys: [],
    choices({ app, inbox, route }): readonly Choice[] {
      const { views } = inbox.topics;
      const now = shownView(route, views)?.sort;
      return SORTS.map((sort) => ({
        id: sort,
        label: viewWords().sortBy[sort],
        isChosen: sort === now,
        run: () => app.router.go(sortedBy(sort, route, views), 'replace'),
      }));
    },
  },
  {
    id: 'list.filter',
    group: 'move',
    words: (t) => t.commands.filter,
    also: (t) => t.commands.filterAlso,
    keys: [],
    run: ({ app, inbox, route }) => app.router.go(withFilters(route, inbox.topics.views), 'replace'),
  },
  {
    id: 'view.save',
    group: 'move',
    words: (t) => t.commands.saveView,
    keys: [],
    when: ({ route }) => route.filters !== undefined,
    run() {
      viewAsked.value = 'new';
    },
  },
  {
    id: 'view.edit',
    group: 'move',
    words: (t) => t.commands.editView,
    keys: [],
    when: (context) => ownView(context) !== undefined,
    run(context) {
      viewAsked.value = ownView(context)?.id;
    },
  },
  {
    id: 'view.delete',
    group: 'move',
    words: (t) => t.commands.deleteView,
    keys: [],
    when: (context) => ownView(context) !== undefined,
    run(context) {
      const view = ownView(context);
      if (view) void deleteView(context, view);
    },
  },
];

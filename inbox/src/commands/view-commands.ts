import {
  BUILT_IN_VIEWS,
  type BuiltInView,
  ownView,
  teamView,
  type ViewKey,
} from '@everthread/shared/models/built-in-views';
import type { WorkStatus } from '@everthread/shared/models/topic';
import { shownView } from '../screens/topics/shown-listing.ts';
import { PARTS, viewName } from '../screens/topics/view-names.ts';
import { listOf } from '../topics-route.ts';
import type { Choice, Command, CommandContext } from './command.ts';

const KEYS: Readonly<Record<BuiltInView, string>> = {
  yours: 'g i',
  unassigned: 'g u',
  mentions: 'g m',
  all: 'g a',
  snoozed: 'g h',
  done: 'g d',
};

const goTo = (view: ViewKey, { app: { router }, workspaceId }: CommandContext) => router.go(listOf(workspaceId, view));

/** The other parts of a view that has parts. */
const toPart = (status: WorkStatus, at: number): Command => ({
  id: `go.${status}`,
  group: 'move',
  words: (t) => t.commands.inThisView(t.topics[status]),
  keys: [`${at + 1}`],
  when: ({ route, inbox }) => shownView(route, inbox.topics.views)?.filters.status === undefined,
  run({ route, app: { router } }) {
    const { shown: _, ...list } = route;
    router.go({ ...list, status });
  },
});

/** From any list to another. */
export const viewCommands: readonly Command[] = [
  ...BUILT_IN_VIEWS.map(
    (view): Command => ({
      id: `go.view.${view}`,
      group: 'go',
      words: (t) => t.commands.goTo(t.views[view]),
      keys: [KEYS[view]],
      run: (context) => goTo(view, context),
    }),
  ),
  {
    id: 'go.view',
    group: 'go',
    words: (t) => t.commands.goToView,
    keys: ['g v'],
    choices(context): readonly Choice[] {
      const { inbox, route, t } = context;
      const keys: readonly ViewKey[] = [
        ...BUILT_IN_VIEWS,
        ...[...inbox.roster.teams.value.keys()].map(teamView),
        ...inbox.topics.views.views.value.map(({ id }) => ownView(id)),
      ];
      return keys.flatMap((key) => {
        const label = viewName(key, inbox, t);
        return label ? [{ id: key, label, isChosen: key === route.view, run: () => goTo(key, context) }] : [];
      });
    },
  },
  ...PARTS.map(toPart),
];

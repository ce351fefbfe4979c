import type { Clock } from '@everthread/shared/client/clock';
import type { AgentId, TeamId } from '@everthread/shared/models/ids';
import type { Tag } from '@everthread/shared/models/tag';
import type { Team, Teammate, Workspace } from '@everthread/shared/models/workspace';
import { computed, createModel, signal } from '@preact/signals';
import type { TeamApi } from '../api/team-api.ts';

const TRY_AGAIN_MS = 5_000;

/** Who and what there is in the workspace: its agents, teams and settings, and what this agent may do. Kept up to date. */
export const RosterModel = createModel((ownId: AgentId, api: Pick<TeamApi, 'workspace'>, clock: Clock) => {
  const workspace = signal<Workspace | undefined>();
  const hasFailed = signal(false); // the latest try
  const agents = computed((): ReadonlyMap<AgentId, Teammate> => byId(workspace.value?.agents));
  const teams = computed((): ReadonlyMap<TeamId, Team> => byId(workspace.value?.teams));
  const formerAgents = computed(() => byId(workspace.value?.formerAgents));
  const formerTeams = computed(() => byId(workspace.value?.formerTeams));
  const me = computed(() => agents.value.get(ownId));
  const role = computed(() => me.value?.role);
  let loading: Promise<void> | undefined;
  let isOutdated = false; // what is being fetched
  let endRetry = () => {};

  /** Fetches it anew, and ends when it is here. What changes while it is being fetched is fetched after. */
  function load(): Promise<void> {
    isOutdated = true;
    loading ??= fetchUntilCurrent().finally(() => {
      loading = undefined;
    });
    return loading;
  }

  async function fetchUntilCurrent(): Promise<void> {
    while (isOutdated) {
      isOutdated = false;
      endRetry();
      try {
        workspace.value = await api.workspace();
        hasFailed.value = false;
      } catch {
        hasFailed.value = true;
        endRetry = clock.after(TRY_AGAIN_MS, () => void load());
      }
    }
  }

  return {
    workspace,
    hasFailed,
    agents,
    teams,
    me,
    isManager: computed(() => role.value === 'owner' || role.value === 'admin'),
    /** False for a viewer. Until it is known, true: the server has the last word. */
    mayWrite: computed(() => role.value !== 'viewer'),
    /** Also of who has left. A getter: a model's own functions are actions, and whoever reads in one hears of no change. */
    get nameOfAgent() {
      return (id: AgentId) => (agents.value.get(id) ?? formerAgents.value.get(id))?.name;
    },
    /** Also of what was removed. */
    get nameOfTeam() {
      return (id: TeamId) => (teams.value.get(id) ?? formerTeams.value.get(id))?.name;
    },
    load,
    /** The server's answer to a change, or a change that is not answered yet. */
    take(changed: Workspace) {
      workspace.value = changed;
    },
    /** A tag that was just made, or is other than it was. */
    takeTag(tag: Tag) {
      const now = workspace.peek();
      if (!now) return;
      const tags = [...now.tags.filter(({ id }) => id !== tag.id), tag].toSorted((a, b) =>
        a.name.localeCompare(b.name),
      );
      workspace.value = { ...now, tags };
    },
    end() {
      endRetry();
    },
  };
});
export type RosterModel = InstanceType<typeof RosterModel>;

function byId<Thing extends { id: string }>(things: readonly Thing[] | undefined): ReadonlyMap<Thing['id'], Thing> {
  return new Map(things?.map((thing) => [thing.id, thing]));
}

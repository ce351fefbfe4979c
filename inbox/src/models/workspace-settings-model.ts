import type { Workspace, WorkspaceChange } from '@everthread/shared/models/workspace';
import { computed, createModel, signal } from '@preact/signals';
import type { TeamApi } from '../api/team-api.ts';
import { changesInTurn } from './changes-in-turn.ts';
import type { RosterModel } from './roster-model.ts';

/**
 * Changes what a workspace is set to. A change is seen at once, whatever older answers still come, and goes out after
 * those before it. One that is refused is gone again when the last has ended.
 */
export const WorkspaceSettingsModel = createModel(
  (roster: Pick<RosterModel, 'workspace' | 'load'>, api: Pick<TeamApi, 'changeWorkspace'>) => {
    const pending = signal<WorkspaceChange>({});
    const { send } = changesInTurn(() => {
      pending.value = {};
    });

    return {
      /** As it will be once all that was changed is stored. */
      workspace: computed((): Workspace | undefined => {
        const { value: now } = roster.workspace;
        if (!now) return undefined;
        const changed = Object.entries(pending.value).filter(([, value]) => value !== undefined);
        return { ...now, ...Object.fromEntries(changed) };
      }),
      change(to: WorkspaceChange): Promise<void> {
        pending.value = { ...pending.peek(), ...to };
        return send(() => api.changeWorkspace(to).then(roster.load));
      },
    };
  },
);
export type WorkspaceSettingsModel = InstanceType<typeof WorkspaceSettingsModel>;

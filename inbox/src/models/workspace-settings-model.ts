import type { WorkspaceChange } from '@everthread/shared/models/workspace';
import { createModel } from '@preact/signals';
import type { TeamApi } from '../api/team-api.ts';
import type { RosterModel } from './roster-model.ts';

/** Changes what a workspace is set to. A change is seen at once and taken back when the server refuses it. */
export const WorkspaceSettingsModel = createModel(
  (roster: Pick<RosterModel, 'workspace' | 'take' | 'load'>, api: Pick<TeamApi, 'changeWorkspace'>) => ({
    async change(change: WorkspaceChange): Promise<void> {
      const before = roster.workspace.peek();
      if (!before) return;
      const { name = before.name, allowedOrigins = before.allowedOrigins } = change;
      const { identityMode = before.identityMode, ratingScale = before.ratingScale } = change;
      roster.take({ ...before, name, allowedOrigins, identityMode, ratingScale });
      try {
        roster.take(await api.changeWorkspace(change));
      } catch (error) {
        roster.take(before);
        void roster.load();
        throw error;
      }
    },
  }),
);
export type WorkspaceSettingsModel = InstanceType<typeof WorkspaceSettingsModel>;

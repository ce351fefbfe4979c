import type { Workspace, WorkspaceChange } from '@everthread/shared/models/workspace';
import { createModel, signal } from '@preact/signals';
import type { TeamApi } from '../api/team-api.ts';

export type WorkspaceState = { name: 'loading' } | { name: 'failed' } | { name: 'ready'; workspace: Workspace };

/** A workspace's settings. A change is seen at once and taken back when the server refuses it. */
export const WorkspaceModel = createModel((api: Pick<TeamApi, 'workspace' | 'changeWorkspace'>) => {
  const state = signal<WorkspaceState>({ name: 'loading' });

  return {
    state,
    async load() {
      try {
        state.value = { name: 'ready', workspace: await api.workspace() };
      } catch {
        if (state.peek().name !== 'ready') state.value = { name: 'failed' };
      }
    },
    async change(change: WorkspaceChange) {
      const before = state.peek();
      if (before.name !== 'ready') return;
      const { workspace } = before;
      const {
        name = workspace.name,
        allowedOrigins = workspace.allowedOrigins,
        identityMode = workspace.identityMode,
      } = change;
      state.value = { name: 'ready', workspace: { ...workspace, name, allowedOrigins, identityMode } };
      try {
        state.value = { name: 'ready', workspace: await api.changeWorkspace(change) };
      } catch (error) {
        state.value = before;
        throw error;
      }
    },
  };
});
export type WorkspaceModel = InstanceType<typeof WorkspaceModel>;

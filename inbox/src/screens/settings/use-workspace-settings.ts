import type { Workspace, WorkspaceChange } from '@everthread/shared/models/workspace';
import { useMemo } from 'preact/hooks';
import type { TeamApi } from '../../api/team-api.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { WorkspaceSettingsModel } from '../../models/workspace-settings-model.ts';
import { useSave } from './use-save.ts';

type Setting = keyof WorkspaceChange & keyof Workspace;

/** What the workspace is set to, and a way to set one thing otherwise: saved at once, said, and taken back at will. */
export function useWorkspaceSettings({ roster }: InboxModel, api: TeamApi) {
  const save = useSave();
  const settings = useMemo(() => new WorkspaceSettingsModel(roster, api), [roster, api]);
  const workspace = settings.workspace.value;

  /** `what` names the setting in words. */
  function change<Key extends Setting>(what: string, key: Key, to: Workspace[Key]): void {
    void save({
      what,
      put: () => settings.change({ [key]: to }),
      back: () => settings.change({ [key]: workspace?.[key] }),
    });
  }

  return { settings, workspace, change };
}

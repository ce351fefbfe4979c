import type { Workspace } from '@everthread/shared/models/workspace';
import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useStrings } from '../../locale.ts';
import type { RosterModel } from '../../models/roster-model.ts';
import { LoadFailed } from '../load-failed.tsx';

type WhenLoadedProps = {
  roster: RosterModel;
  settings?: { workspace: ReadonlySignal<Workspace | undefined> }; // where changes are seen at once
  children: (workspace: Workspace) => ComponentChildren;
};

/** What shows something of the workspace, once that is known. */
export function WhenLoaded({ roster, settings = roster, children }: WhenLoadedProps) {
  const workspace = settings.workspace.value;
  return workspace ? children(workspace) : <Unloaded roster={roster} />;
}

/** In the place of what shows something of the workspace. The roster tries again by itself, or when it is told to. */
export function Unloaded({ roster }: { roster: RosterModel }) {
  const t = useStrings();
  return roster.hasFailed.value ? (
    <LoadFailed says={t.trouble.page} onRetry={() => void roster.load()} />
  ) : (
    <div class="bone h-40 rounded-large" aria-busy="true" />
  );
}

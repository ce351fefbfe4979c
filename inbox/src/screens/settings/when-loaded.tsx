import type { Workspace } from '@everthread/shared/models/workspace';
import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useStrings } from '../../locale.ts';
import type { RosterModel } from '../../models/roster-model.ts';
import { Button } from '../../ui/button.tsx';

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

type LoadFailedProps = { says: string; onRetry: () => void };

/** What could not be loaded, and a way to ask for it again. */
export function LoadFailed({ says, onRetry }: LoadFailedProps) {
  const t = useStrings();
  return (
    <p role="alert" class="flex flex-wrap items-center justify-between gap-3 text-danger">
      {says}
      <Button onClick={onRetry}>{t.tryAgain}</Button>
    </p>
  );
}

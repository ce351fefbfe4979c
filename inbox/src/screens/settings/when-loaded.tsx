import type { Workspace } from '@everthread/shared/models/workspace';
import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';

type WhenLoadedProps = {
  roster: { workspace: ReadonlySignal<Workspace | undefined> };
  children: (workspace: Workspace) => ComponentChildren;
};

/** What shows something of the workspace, once that is known. The roster itself tries again where it could not be had. */
export function WhenLoaded({ roster, children }: WhenLoadedProps) {
  const workspace = roster.workspace.value;
  return workspace ? children(workspace) : <div class="bone h-40 rounded-large" aria-busy="true" />;
}

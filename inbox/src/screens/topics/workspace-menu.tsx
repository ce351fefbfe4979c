import type { WorkspaceId } from '@everthread/shared/models/ids';
import { useApp } from '../../app-context.ts';
import { laterPart } from '../../later.tsx';
import { useStrings } from '../../locale.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { FirstIcon } from '../../ui/first-icon.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Menu } from '../../ui/menu.tsx';

// It is opened later than it is drawn.
const WorkspaceMenuItems = laterPart(async () => (await import('./workspace-menu-items.tsx')).WorkspaceMenuItems);

export type WorkspaceMenuProps = { inbox: InboxModel; workspaceId: WorkspaceId; onShortcuts: () => void };

export function WorkspaceMenu(props: WorkspaceMenuProps) {
  const { account } = useApp();
  const t = useStrings();
  const who = account.who.value;
  if (who.name !== 'signed-in') return null;
  const current = who.me.workspaces.find(({ id }) => id === props.workspaceId)?.name ?? '';

  return (
    <Menu
      label={t.menu.open(current)}
      class="min-w-0"
      face={
        <>
          <Mark />
          <bdi class="truncate text-read">{current}</bdi>
          <FirstIcon name="down" class="text-faint" />
        </>
      }
    >
      <WorkspaceMenuItems {...props} />
    </Menu>
  );
}

import type { View } from '@everthread/shared/models/view';
import { useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { firstList, type TopicsRoute } from '../../topics-route.ts';
import { Icon } from '../../ui/icon.tsx';
import { Menu, menuItem } from '../../ui/menu.tsx';
import { mayChangeView } from './may-change-view.ts';
import { ViewDialog } from './view-dialog.tsx';
import { viewWords } from './view-words.ts';

type ViewMenuProps = { inbox: InboxModel; route: TopicsRoute; view: View };

/** What can be done with a view that an agent has made. */
export function ViewMenu({ inbox, route, view }: ViewMenuProps) {
  const { router, toasts, undo } = useApp();
  const t = useStrings();
  const w = viewWords();
  const [isEditing, setEditing] = useState(false);
  if (!mayChangeView(view, inbox)) return null;
  const { views } = inbox.topics;

  async function remove(): Promise<void> {
    router.go(firstList(route.workspaceId));
    const nth = undo.begin();
    try {
      await views.remove(view.id);
      const { ownerId: _, ...kept } = view;
      undo.offer({ label: w.deleted(view.name), undo: () => views.create(kept), nth });
    } catch (error) {
      toasts.show({ tone: 'trouble', text: w.refused(errorWords(error, t)) });
    } finally {
      undo.end(nth);
    }
  }

  return (
    <>
      <Menu label={t.views.more} class="shrink-0" align="end" face={<Icon name="more" class="text-soft" />}>
        <button type="button" class={menuItem} onClick={() => setEditing(true)}>
          <Icon name="pencil" class="text-soft" />
          {w.edit}
        </button>
        <button type="button" class={menuItem} onClick={() => void remove()}>
          <Icon name="bin" class="text-soft" />
          {w.delete}
        </button>
      </Menu>
      {isEditing && <ViewDialog inbox={inbox} route={route} view={view} onClose={() => setEditing(false)} />}
    </>
  );
}

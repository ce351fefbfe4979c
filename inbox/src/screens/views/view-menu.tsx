import type { View } from '@everthread/shared/models/view';
import { useApp } from '../../app-context.ts';
import { useStrings } from '../../locale.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import type { TopicsRoute } from '../../topics-route.ts';
import { Icon } from '../../ui/icon.tsx';
import { Menu, menuItem } from '../../ui/menu.tsx';
import { deleteView } from './change-view.ts';
import { mayChangeView } from './may-change-view.ts';
import { viewAsked } from './view-asked.ts';
import { ViewDialog } from './view-dialog.tsx';
import { viewWords } from './view-words.ts';

type ViewMenuProps = { inbox: InboxModel; route: TopicsRoute; view: View };

/** What can be done with a view that an agent has made. */
export function ViewMenu({ inbox, route, view }: ViewMenuProps) {
  const app = useApp();
  const t = useStrings();
  const w = viewWords();
  const edit = () => {
    viewAsked.value = view.id;
  };
  if (!mayChangeView(view, inbox)) return null;
  return (
    <>
      <Menu label={t.views.more} class="shrink-0" align="end" face={<Icon name="more" class="text-soft" />}>
        <button type="button" class={menuItem} onClick={edit}>
          <Icon name="pencil" class="text-soft" />
          {w.edit}
        </button>
        <button type="button" class={menuItem} onClick={() => void deleteView({ app, t, inbox }, view)}>
          <Icon name="bin" class="text-soft" />
          {w.delete}
        </button>
      </Menu>
      {viewAsked.value === view.id && <ViewDialog inbox={inbox} route={route} view={view} />}
    </>
  );
}

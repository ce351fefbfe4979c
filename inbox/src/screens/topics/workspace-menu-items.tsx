import { useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { useLocale } from '../../locale.ts';
import { pathOf } from '../../routes.ts';
import { firstList } from '../../topics-route.ts';
import { Icon } from '../../ui/icon.tsx';
import { menuItem } from '../../ui/menu.tsx';
import { type UnreadCounts, unreadCounts, writeUnread } from './unread-counts.ts';
import type { WorkspaceMenuProps } from './workspace-menu.tsx';

/** Where the menu of a workspace leads. */
export function WorkspaceMenuItems({ inbox, workspaceId, onShortcuts }: WorkspaceMenuProps) {
  const { account, toasts } = useApp();
  const { strings: t, language } = useLocale();
  const [elsewhere, setElsewhere] = useState<UnreadCounts>({});
  const who = account.who.value;
  if (who.name !== 'signed-in') return null;
  const { user, workspaces } = who.me;

  async function signOut(): Promise<void> {
    try {
      await account.signOut();
    } catch (error) {
      toasts.show({ tone: 'trouble', text: `${t.menu.notSignedOut}. ${errorWords(error, t)}` });
    }
  }

  return (
    <>
      {workspaces.length > 1 && (
        <div
          class="mb-1 border-b border-line pb-1"
          // Whenever the menu opens its first line has the focus.
          onFocusIn={() => void unreadCounts({ account }).then(setElsewhere)}
        >
          <p class="px-2.5 pt-1.5 pb-1 text-small text-faint">{t.menu.workspaces}</p>
          {workspaces.map(({ id, name }) => {
            const count = writeUnread(id === workspaceId ? inbox.topics.unreadCount.value : elsewhere[id], language);
            return (
              <a
                key={id}
                href={pathOf(firstList(id))}
                aria-current={id === workspaceId ? 'true' : undefined}
                class={menuItem}
              >
                <span dir="auto" class="line min-w-0 flex-1">
                  {name}
                </span>
                {count && (
                  <span class="shrink-0 rounded-full bg-raised px-1.5 text-small text-soft tabular-nums">
                    {t.menu.unread(count)}
                  </span>
                )}
                {id === workspaceId && <Icon name="check" class="text-accent" />}
              </a>
            );
          })}
        </div>
      )}
      <a href={pathOf({ name: 'articles', workspaceId })} class={menuItem}>
        {t.menu.articles}
      </a>
      <a href={pathOf({ name: 'report', workspaceId })} class={menuItem}>
        {t.menu.report}
      </a>
      <a href={pathOf({ name: 'settings', workspaceId })} class={menuItem}>
        {t.menu.settings}
      </a>
      <a href={pathOf({ name: 'new-workspace' })} class={menuItem}>
        {t.menu.newWorkspace}
      </a>
      <button type="button" class={menuItem} onClick={onShortcuts}>
        {t.menu.shortcuts}
      </button>
      <div class="mt-1 border-t border-line pt-1">
        <p class="truncate px-2.5 pt-1.5 text-small text-faint">{user.email}</p>
        <button type="button" class={menuItem} onClick={() => void signOut()}>
          {t.menu.signOut}
        </button>
      </div>
    </>
  );
}

import { BUILT_IN_VIEWS, ownView, teamView, type ViewKey } from '@everthread/shared/models/built-in-views';
import type { ComponentChildren } from 'preact';
import { useLocale, useStrings } from '../../locale.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { pathOf } from '../../routes.ts';
import { listOf, type TopicsRoute } from '../../topics-route.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { FirstIcon, type FirstIconName } from '../../ui/first-icon.tsx';
import { Faces } from './faces.tsx';
import { VIEW_ICONS, viewCount, viewName, writeCount } from './view-names.ts';
import { WorkspaceMenu } from './workspace-menu.tsx';

type SidebarProps = { inbox: InboxModel; route: TopicsRoute; onShortcuts: () => void; onHide: () => void };

/** Every list that there is, with what awaits in each. */
export function Sidebar({ inbox, route, onShortcuts, onHide }: SidebarProps) {
  const t = useStrings();
  const teams = [...inbox.roster.teams.value.values()];
  const own = inbox.topics.views.views.value;
  const link = (key: ViewKey, icon: FirstIconName) => (
    <ViewLink key={key} inbox={inbox} route={route} view={key} icon={icon} />
  );
  return (
    <div class="flex h-full min-h-0 flex-col">
      <div class="flex h-14 shrink-0 items-center gap-1 px-2">
        <WorkspaceMenu inbox={inbox} workspaceId={route.workspaceId} onShortcuts={onShortcuts} />
        <Button
          look="quiet"
          size="icon"
          class="ms-auto"
          aria-label={t.views.hide}
          title={t.views.hide}
          onClick={onHide}
        >
          <FirstIcon name="sidebar" class="rtl:-scale-x-100" />
        </Button>
      </div>
      <nav aria-label={t.views.region} class="min-h-0 flex-1 overflow-y-auto px-2 pb-3">
        <ul>{BUILT_IN_VIEWS.map((key) => link(key, VIEW_ICONS[key]))}</ul>
        {teams.length > 0 && <Group title={t.views.teams}>{teams.map(({ id }) => link(teamView(id), 'people'))}</Group>}
        {own.length > 0 && <Group title={t.views.own}>{own.map(({ id }) => link(ownView(id), 'layers'))}</Group>}
      </nav>
      <div class="flex h-12 shrink-0 items-center px-3">
        <Faces presence={inbox.presence} />
      </div>
    </div>
  );
}

/** A part of the views that can be folded away. */
function Group({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <details open class="group mt-4">
      <summary class="flex cursor-default list-none items-center gap-1 rounded-small px-2 py-1 text-small font-medium text-faint select-none hover:text-soft [&::-webkit-details-marker]:hidden">
        {title}
        <FirstIcon name="down" class="size-3 -rotate-90 group-open:rotate-0 rtl:rotate-90 rtl:group-open:rotate-0" />
      </summary>
      <ul class="mt-0.5">{children}</ul>
    </details>
  );
}

type ViewLinkProps = { inbox: InboxModel; route: TopicsRoute; view: ViewKey; icon: FirstIconName };

function ViewLink({ inbox, route, view, icon }: ViewLinkProps) {
  const locale = useLocale();
  const { strings: t } = locale;
  const isShown = route.view === view;
  const name = viewName(view, inbox, t);
  const count = writeCount(viewCount(view, inbox), locale);
  if (name === undefined) return null;
  return (
    <li>
      <a
        href={pathOf(listOf(route.workspaceId, view))}
        aria-current={isShown ? 'page' : undefined}
        class={classes(
          'flex h-8 items-center gap-2.5 rounded-medium px-2 outline-offset-[-2px]',
          isShown ? 'bg-chosen font-medium text-ink' : 'text-soft hover:bg-hover hover:text-ink',
        )}
      >
        <FirstIcon name={icon} class={isShown ? 'text-accent' : 'text-faint'} />
        <span dir="auto" class="line min-w-0 flex-1">
          {name}
        </span>
        {count && (
          <span class={classes('text-small tabular-nums', isShown ? 'text-soft' : 'text-faint')}>
            <span aria-hidden="true">{count}</span>
            <span class="sr-only">, {t.views.count(count)}</span>
          </span>
        )}
      </a>
    </li>
  );
}

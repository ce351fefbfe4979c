import { useEffect } from 'preact/hooks';
import { useCommandsAside } from '../../commands/use-commands-aside.ts';
import { useStrings } from '../../locale.ts';
import type { OpenedInbox } from '../../open-inbox.ts';
import { pathOf, type SettingsSection } from '../../routes.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { sectionsFor } from './find-settings.ts';
import { SECTIONS } from './sections.ts';
import { SettingsNav } from './settings-nav.tsx';
import { useWords } from './words.ts';

/** On a narrow screen either the list of sections or one of them; on a wide one both. */
export function SettingsScreen({ opened, section }: { opened: OpenedInbox; section: SettingsSection | undefined }) {
  const t = useStrings();
  const w = useWords();
  const { inbox, api } = opened;
  const workspaceId = inbox.workspaceId.value;
  useEffect(() => inbox.start(), [inbox]);
  const layer = useCommandsAside(inbox);
  const sections = sectionsFor(SECTIONS, inbox.roster.me.value?.role);
  const shown = SECTIONS.find(({ id }) => id === section) ?? SECTIONS[0];
  // What a narrow screen shows must have the page's heading.
  const [Title, ShownTitle] = section ? (['p', 'h1'] as const) : (['h1', 'h2'] as const);
  const backLink =
    '-ms-2 inline-flex items-center gap-1 rounded-medium px-2 py-1.5 text-soft hover:bg-raised hover:text-ink';

  return (
    <main class="flex h-full bg-ground">
      <div
        class={classes(
          'w-full shrink-0 overflow-y-auto border-line p-4 two:block two:w-64 two:border-e two:bg-surface',
          section && 'hidden',
        )}
      >
        <a href={`/inbox/${workspaceId}/open`} class={backLink}>
          <Icon name="back" /> {t.menu.inbox}
        </a>
        <Title class="my-3 px-2.5 text-large font-semibold tracking-tight two:text-title">{w.title}</Title>
        <SettingsNav workspaceId={workspaceId} sections={sections} shownId={shown?.id} />
      </div>
      <div class={classes('min-w-0 flex-1 overflow-y-auto two:block', !section && 'hidden')}>
        <div class="mx-auto max-w-176 px-5 py-5 two:py-10">
          <a href={pathOf({ name: 'settings', workspaceId })} class={classes(backLink, 'mb-3 two:hidden')}>
            <Icon name="back" /> {w.toSettings}
          </a>
          {shown && (
            <>
              <ShownTitle class="text-large font-semibold tracking-tight">{shown.title(w)}</ShownTitle>
              <div class="mt-6 flex flex-col gap-5">
                <shown.Content key={shown.id} inbox={inbox} api={api} />
              </div>
            </>
          )}
        </div>
      </div>
      {layer}
    </main>
  );
}

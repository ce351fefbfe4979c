import type { Choice, CommandContext } from '../../commands/command.ts';
import { enSettings } from '../../locales/en-settings.ts';
import { pathOf } from '../../routes.ts';
import { findSettings, sectionsFor } from './find-settings.ts';
import { SECTIONS } from './sections.ts';

/** Every setting that the agent finds, by its name and by what else people call it. */
export function settingChoices(
  { app, inbox, workspaceId }: Pick<CommandContext, 'app' | 'inbox' | 'workspaceId'>,
  query: string,
): Choice[] {
  const sections = sectionsFor(SECTIONS, inbox.roster.me.peek()?.role);
  const found = new Set(findSettings(sections, query, enSettings).map(({ setting }) => setting));
  return sections.flatMap((section) =>
    section.settings.map((setting): Choice => {
      const path = pathOf({ name: 'settings', workspaceId, section: section.id });
      return {
        id: `${section.id} ${setting.at ?? ''}`,
        label: setting.title(enSettings),
        hint: section.title(enSettings),
        fitsAlways: found.has(setting),
        run: () => app.router.go(setting.at ? `${path}#${setting.at}` : path),
      };
    }),
  );
}

import type { WorkspaceId } from '@everthread/shared/models/ids';
import { useState } from 'preact/hooks';
import { pathOf, type SettingsSection } from '../../routes.ts';
import { findSettings } from './find-settings.ts';
import type { Section } from './sections.ts';
import { useWords } from './words.ts';

type SettingsNavProps = {
  workspaceId: WorkspaceId;
  sections: readonly Section[];
  shownId: SettingsSection | undefined;
};

const link =
  'block rounded-medium px-2.5 py-2 hover:bg-raised two:aria-[current]:bg-chosen two:aria-[current]:font-medium';

/** The sections, and a search over every setting in them. */
export function SettingsNav({ workspaceId, sections, shownId }: SettingsNavProps) {
  const w = useWords();
  const [typed, setTyped] = useState('');
  const found = findSettings(sections, typed, w);
  const to = (section: SettingsSection) => pathOf({ name: 'settings', workspaceId, section });
  const isSearching = typed.trim() !== '';

  return (
    <nav aria-label={w.title}>
      <input
        type="search"
        aria-label={w.find}
        placeholder={w.find}
        value={typed}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        onKeyDown={({ key }) => key === 'Escape' && setTyped('')}
        class="mb-3 h-9 w-full rounded-medium border border-strong-line bg-surface px-2.5"
      />
      <p role="status" class="sr-only">
        {isSearching && (found.length > 0 ? w.found(found.length) : w.foundNone)}
      </p>
      {isSearching ? (
        found.length > 0 ? (
          <ul>
            {found.map(({ section, setting }) => (
              <li key={`${section.id} ${setting.at}`}>
                <a href={`${to(section.id)}${setting.at ? `#${setting.at}` : ''}`} class={link}>
                  <span class="block font-medium">{setting.title(w)}</span>
                  <span class="block text-small text-soft">{section.title(w)}</span>
                </a>
              </li>
            ))}
          </ul>
        ) : (
          <p class="px-2.5 text-soft">{w.foundNone}</p>
        )
      ) : (
        (['you', 'workspace'] as const).map((group) => (
          <div key={group} class="mb-4">
            <h2 class="px-2.5 pb-1 text-small text-faint">{w.groups[group]}</h2>
            <ul>
              {sections
                .filter((section) => section.group === group)
                .map(({ id, title }) => (
                  <li key={id}>
                    <a href={to(id)} aria-current={id === shownId ? 'page' : undefined} class={link}>
                      {title(w)}
                    </a>
                  </li>
                ))}
            </ul>
          </div>
        ))
      )}
    </nav>
  );
}

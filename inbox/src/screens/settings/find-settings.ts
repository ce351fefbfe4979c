import type { Role } from '@everthread/shared/models/workspace';
import type { SettingsWords } from '../../locales/en-settings.ts';
import type { Section, Setting } from './sections.ts';

export type FoundSetting = { section: Section; setting: Setting };

/** The sections that somebody of this role finds. */
export const sectionsFor = (sections: readonly Section[], role: Role | undefined): Section[] =>
  sections.filter((section) => !section.for || !role || section.for.includes(role));

/** The settings in which every typed word begins a word. Those whose title has them all come first. */
export function findSettings(sections: readonly Section[], typed: string, w: SettingsWords): FoundSetting[] {
  const wanted = wordsOf(typed);
  if (wanted.length === 0) return [];
  const has = (text: string) => wanted.every((word) => wordsOf(text).some((own) => own.startsWith(word)));
  const all = sections.flatMap((section) => section.settings.map((setting) => ({ section, setting })));
  const inTitle = all.filter(({ setting }) => has(setting.title(w)));
  const elsewhere = all.filter(
    ({ section, setting }) =>
      !has(setting.title(w)) && has(`${setting.title(w)} ${section.title(w)} ${setting.also ?? ''}`),
  );
  return [...inTitle, ...elsewhere];
}

const wordsOf = (text: string) =>
  text
    .toLocaleLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

import { enSettings, type SettingsWords } from '../../locales/en-settings.ts';

/** The words of the settings. A further language is a file of the same shape and a line here. */
export const useWords = (): SettingsWords => enSettings;

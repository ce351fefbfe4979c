import { useLocale } from '../locale.ts';

/** What is said of the help centre. */
export const enHelp = {
  section: 'Help centre',
  lead: 'Every article that is published for everyone, as pages of their own. Visitors search and read them before they write.',
  shown: {
    title: 'Public',
    on: 'Show the help centre',
    hint: 'It is there once something is published for everyone. Articles for verified visitors and for the team are never in it.',
    open: 'Open the help centre',
  },
  color: {
    title: 'Colour',
    hint: 'Of the page’s head, its links and the messenger on it. Each can be read by light and in the dark.',
    names: {
      indigo: 'Indigo',
      blue: 'Blue',
      teal: 'Teal',
      green: 'Green',
      amber: 'Amber',
      red: 'Red',
      pink: 'Pink',
      slate: 'Slate',
    },
  },
  logo: {
    title: 'Logo',
    hint: 'Beside the name at the top of every page. Cut to a square.',
    choose: 'Choose a picture',
    remove: 'Remove',
    broken: 'This picture could not be read',
  },
  address: {
    title: 'Address of its own',
    hint: 'Such as https://help.example.com, once it leads here. Search engines then know the pages by it.',
    label: 'Address',
    how: 'A guide in docs/guides/help-centre.md says how to make it lead here.',
    clear: 'Use ours again',
  },
};

export type HelpWords = typeof enHelp;

/** The words of the agent's language; English until there are others. */
export const useHelpWords = (): HelpWords => {
  useLocale();
  return enHelp;
};

import type { Fix, HelpTrouble } from '@everthread/shared/models/agent-help';
import { useLocale } from '../locale.ts';

/** What is said of help with a reply, and of the model that gives it. */
export const enAgentHelp = {
  title: 'Help with the reply',
  close: 'Close',
  loading: 'Looking…',
  failed: 'This could not be looked up',
  articles: {
    title: 'Articles that may help',
    none: 'No article fits what was asked here.',
    quote: 'Quote',
    link: 'Link',
    quoteThat: (title: string) => `Quote “${title}”`,
    linkThat: (title: string) => `Link “${title}”`,
    internal: 'For the team only',
  },
  asks: {
    title: 'Ask the model',
    draft: 'Draft a reply',
    summary: 'Sum up the thread',
    translate: (language: string) => `Translate into ${language}`,
    read: 'Translate this message',
    readLast: 'Translate the message you are at',
  },
  fixes: {
    friendlier: 'Friendlier',
    formal: 'More formal',
    shorter: 'Shorter',
    longer: 'More explicit',
    correct: 'Correct spelling',
  } satisfies Record<Fix, string>,
  result: {
    region: 'What the model wrote',
    writing: 'Writing…',
    cancel: 'Cancel',
    written: 'Written. Read it before you use it',
    instead: 'Put in place of your words',
    below: 'Add below your words',
    add: 'Add to your reply',
    note: 'Add to a note',
    discard: 'Discard',
    again: 'Ask again',
    behind: 'Somebody has written since this was asked for.',
    changed: 'Your words have changed since: these come below them.',
    left: (count: number) =>
      count === 1
        ? 'One sentence was left out: no article says it.'
        : `${count} sentences were left out: no article says them.`,
    doubts: (numbers: string) => `Check the numbers: ${numbers} did not stand there before.`,
    hidden: 'What looked secret was kept from the model: fill in [hidden] yourself.',
    unlinked: 'An address that nobody here had written was taken out.',
    quotes: 'What it stands on',
    from: (title: string) => `From “${title}”`,
    putIn: 'Put into what you write',
  },
  troubles: {
    spent: 'Today’s tokens are spent. There are new ones at midnight (UTC).',
    nothing: 'No article says anything about what was asked, so nothing was drafted.',
    busy: 'The model has too much to do. Try again in a minute.',
    late: 'The model took too long.',
    key: 'The model refuses the key. An admin can change it in the settings, under “Bot”.',
    name: 'The model’s address knows no model of this name. An admin can change it in the settings, under “Bot”.',
    failed: 'The model did not answer properly. Nothing was changed.',
    offline: 'The connection broke off. Nothing was changed.',
  } satisfies Record<HelpTrouble | 'offline', string>,
  original: {
    line: 'Your own words go along, as a note for the team',
    drop: 'Send without the note',
    note: (language: string, text: string) => `Translated into ${language} by a model. In my own words:\n${text}`,
    noteAhead: (note: string) => `This is about a reply that was put off and goes later. ${note}`,
  },
  translated: {
    writing: 'Translating…',
    by: 'Translated by the model',
    original: 'Show the original',
    translation: 'Show the translation',
  },
};

export type AgentHelpWords = typeof enAgentHelp;

/** The words of the agent's language; English until there are others. */
export const useAgentHelpWords = (): AgentHelpWords => {
  useLocale();
  return enAgentHelp;
};

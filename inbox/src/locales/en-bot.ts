import { useLocale } from '../locale.ts';

/** What is said of the bot: in the settings, and beside what it says in a thread. */
export const enBot = {
  section: 'Bot',
  mode: {
    title: 'Who answers first',
    hint: 'The bot answers only with words of your published articles, always says that it is a bot, and calls a person when it has no answer or one is asked for. Once a person writes it is silent. Until an article is published it says nothing.',
    'bot-first': 'The bot',
    'people-first': 'People while any are at work, else the bot',
    off: 'People only',
  },
  name: { title: 'Its name', hint: 'Visitors see it beside the word “Bot”.' },
  figures: {
    title: 'The last thirty days',
    none: 'The bot has not said anything yet.',
    spokeIn: 'Topics in which it spoke',
    confirmed: 'Settled, the visitor said so',
    assumed: 'Settled, as nobody came back in three days',
    handedOver: 'Handed to a person',
    right: 'Found right by your team',
    wrong: 'Found wrong by your team',
  },
  sample: {
    title: 'Was this right?',
    hint: 'A few answers that settled something, chosen at random every week.',
    none: 'There is nothing to look at now.',
    right: 'Right',
    wrong: 'Wrong',
    confirmed: 'confirmed',
    assumed: 'assumed',
  },
  recalled: {
    title: 'No longer true',
    hint: 'Answers that quote what an article does not say any more. Each comes with a correction, to be changed and sent.',
    none: 'All answers still stand in their articles.',
    concerned: 'The visitor has heard nothing else since',
    draft: 'What to tell the visitor',
    send: 'Send the correction',
    sent: 'The correction is sent',
    settle: 'Seen to',
  },
  open: 'Open the topic',
  failed: 'This could not be loaded.',
  trace: {
    from: (title: string) => `From “${title}”`,
    offered: 'Offered:',
    written: 'Written by a model from:',
    helped: 'It helped',
    notHelped: 'It did not help',
  },
};

export type BotWords = typeof enBot;

/** The words of the agent's language; English until there are others. */
export const useBotWords = (): BotWords => {
  useLocale();
  return enBot;
};

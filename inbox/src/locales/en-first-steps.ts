/** What a workspace is told in which nobody has written yet. Fetched when it is shown. */
export const enFirstSteps = {
  title: 'No messages yet',
  hint: 'Four steps, in any order. New messages appear here by themselves.',
  steps: {
    install: { title: 'Put the messenger on your site', hint: 'One line in its pages, and visitors can write.' },
    hours: { title: 'Say when people answer', hint: 'Your hours and holidays: visitors are told a time that holds.' },
    articles: {
      title: 'Write what is asked again and again',
      hint: 'Visitors find it by themselves, and the bot answers with it.',
    },
    people: { title: 'Invite your team', hint: 'Topics go to whoever is there.' },
  },
};

export type FirstStepWords = typeof enFirstSteps;

/** What is said to agents of what visitors were promised. */
export const enPromises = {
  due: (when: string) => `Promised by ${when}`,
  ownWord: (when: string) => `One of us promised it by ${when}`,
  aim: (when: string) => `Our aim, as told to the visitor: by ${when}`,
  atRisk: 'At risk: it will hardly be kept unless somebody answers soon',
  broken: 'Not kept. The visitor is still waiting',
  renewed: 'The visitor was told once that it takes longer',
  late: (amount: string) => `${amount} late`,
  offer: (when: string) => `Promise an answer by ${when}?`,
  offerWhy: 'You said so in your last message. The visitor sees it, and you are reminded before.',
  confirm: 'Promise it',
  change: 'Change the time',
  dueAt: 'By when',
  no: 'No promise',
  past: 'Choose a time to come',
  promised: (when: string) => `Promised by ${when}`,
  failed: 'The promise could not be made',
};

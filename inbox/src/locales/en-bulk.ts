/** What is said about doing things to many topics. Fetched when several are chosen. */
export const enBulk = {
  region: 'Chosen topics',
  chosen: (count: string) => `${count} chosen`,
  all: 'Choose all',
  gathering: 'Choosing all…',
  none: 'Choose none',
  assign: 'Assign',
  team: 'Give to a team',
  tags: 'Tags',
  priority: 'Priority',
  snooze: 'Snooze',
  done: (what: string, count: number) => (count === 1 ? what : `${what} · ${count} topics`),
  refused: (count: number, of: number, why: string) => `${count} of ${of} could not be changed. ${why}`,
  progress: (done: string, total: string) => `${done} of ${total}`,
};

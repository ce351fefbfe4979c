/**
 * What the estimate learns from, in the order in which it happened: a topic that waits for a person, a person's reply, a
 * visitor who left or no longer needs one, an agent who comes or goes.
 */
export type WaitEvent = {
  atMs: number;
  type: 'waiting' | 'replied' | 'left' | 'on-shift' | 'off-shift';
  /** A topic, or for shifts an agent. */
  id: string;
  team?: string;
  kind?: string;
  /** Where the team is, an IANA zone; the first word on it holds. */
  timeZone?: string;
};

/** What a message is for the checker: where it stands and what it says. */
export type Seen = { id: string; seq: number; rev: number; kind: 'message' | 'note'; text: string; isDeleted: boolean };

/** What an answer said about a thread. */
export type Told = {
  threadId?: string;
  rev?: number; // up to which nothing is missing from the answer
  messages?: readonly Seen[];
  topic?: { id: string; rev: number; status?: string };
};

/** One thing that happened, as who did it saw it. `at`: milliseconds since the run began, by one clock for all. */
export type Entry = { at: number } & (
  | { event: 'fault'; kind: string; fault: string; isOver: boolean }
  | { event: 'log'; line: string } // of the Worker
  | { event: 'life'; device: string; life: number; isOver: boolean }
  /** Somebody pressed Enter. `isKept`: the words survive a crash of his. */
  | { event: 'written'; device: string; id: string; text: string; kind: 'message' | 'note'; isKept: boolean }
  | { event: 'asked'; device: string; ask: number; verb: string; threadId?: string; id?: string; text?: string }
  | { event: 'answered'; device: string; ask: number; status: number; told: Told }
  /** Broken, timed out, or its device crashed: whether it was done is unknown. */
  | { event: 'unanswered'; device: string; ask: number; reason: string }
  | { event: 'frame'; device: string; type: string; told: Told; n?: number }
  /** How what a device shows of a thread has changed. */
  | {
      event: 'view';
      device: string;
      life: number;
      threadId: string;
      cursor: number;
      earliest: number;
      came: readonly Seen[];
      went: readonly string[];
      isOrdered: boolean; // by seq, each id once
    }
  | { event: 'leak'; device: string; where: string }
  | { event: 'refused'; device: string; what: string }
);

type Happening = Entry extends infer One ? (One extends Entry ? Omit<One, 'at'> : never) : never;

export type History = {
  entries: Entry[];
  note(entry: Happening): void;
  /** A number that no other question has. */
  nextAsk(): number;
  now(): number;
};

/** Begins to write down. */
export function beginHistory(): History {
  const begun = performance.now();
  const entries: Entry[] = [];
  let asks = 0;
  const now = () => Math.round((performance.now() - begun) * 10) / 10;
  const nextAsk = () => ++asks;
  return { entries, now, nextAsk, note: (entry) => void entries.push({ at: now(), ...entry } as Entry) };
}

/** Every note that is written holds this word, so that one that a visitor is told shows itself anywhere. */
export const NOTE_CANARY = 'for-the-team-only';

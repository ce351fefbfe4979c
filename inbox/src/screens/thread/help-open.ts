import type { Fix } from '@everthread/shared/models/agent-help';
import type { MessageId, ThreadId } from '@everthread/shared/models/ids';
import { signal } from '@preact/signals';

/** A message in the agent's language, as it is being written or as it is. `of`: the words that it was made of. */
export type Translation = { of: string; text: string; state: 'writing' | 'done' | 'failed'; trouble?: string };

/**
 * What an agent wrote himself, and what of it goes along as a note once the translation is sent. `noteAhead`: the note where
 * it is in the thread long before its reply.
 */
export type Original = { own: string; note: string; noteAhead: string };

/** What somebody may want of it. */
export type Wish = 'draft' | 'summary' | 'translate' | Fix;

/** In which thread help is open, and what is to be asked for there at once. */
export const helpOpen = signal<{ threadId: ThreadId; ask?: Wish } | undefined>(undefined);
export const translations = signal<ReadonlyMap<MessageId, Translation>>(new Map());
export const originals = signal<ReadonlyMap<ThreadId, Original>>(new Map());

export function setOriginal(threadId: ThreadId, original: Original | undefined): void {
  const next = new Map(originals.peek());
  if (original) next.set(threadId, original);
  else next.delete(threadId);
  originals.value = next;
}

/** What goes along with these words; nothing where they are the agent's own after all. Only once. */
export function takeOriginal(threadId: ThreadId, text: string): Original | undefined {
  const original = originals.peek().get(threadId);
  setOriginal(threadId, undefined);
  return original && text.trim() !== '' && text.trim() !== original.own.trim() ? original : undefined;
}

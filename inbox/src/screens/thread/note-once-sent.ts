import type { MessageId, ThreadId } from '@everthread/shared/models/ids';
import { effect } from '@preact/signals';
import type { ThreadModel } from '../../models/thread-model.ts';
import { type Original, originals, setOriginal } from './help-open.ts';

/**
 * Sends what goes along with a reply as a note once the reply stands in the thread, and not while it is held or refused. Where
 * its words are taken back into the composer, it waits there with them. With one that is put off, when this window may be
 * closed, it goes at once and says what it is about.
 */
export function noteOnceSent(
  thread: ThreadModel,
  threadId: ThreadId,
  id: MessageId,
  original: Original,
  page: EventTarget = window,
): void {
  let fate: 'under way' | 'taken back' | 'sent' = 'under way';
  // The reply goes by itself where this window is closed meanwhile; the note is known here alone.
  const isKnownHereAlone = (event: Event) => event.preventDefault();
  page.addEventListener('beforeunload', isKnownHereAlone);
  const end = effect(() => {
    if (fate === 'sent') return;
    const { sent, unsent } = thread.timeline.value;
    const waits = thread.waiting.shown.value;
    const isIt = (message: { id: MessageId }) => message.id === id;
    const isPutOff = waits.some((reply) => isIt(reply) && !reply.isHeld);
    if (isPutOff || sent.some(isIt)) {
      fate = 'sent';
      if (originals.peek().get(threadId) === original) setOriginal(threadId, undefined);
      void thread.send('note', isPutOff ? original.noteAhead : original.note);
      page.removeEventListener('beforeunload', isKnownHereAlone);
      queueMicrotask(() => end());
    } else if (fate === 'under way' && !unsent.some(isIt) && !waits.some(isIt)) {
      fate = 'taken back';
      setOriginal(threadId, original);
    }
  });
}

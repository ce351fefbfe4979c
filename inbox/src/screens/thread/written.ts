import { unfilled } from '@everthread/shared/client/saved-reply-text';
import type { ThreadId } from '@everthread/shared/models/ids';
import { MESSAGE_MAX_LENGTH } from '../../limits.ts';
import { type DraftsModel, draftOf, filesOf, keptOf, modeOf, quoteOf } from '../../models/drafts-model.ts';

export type Written = ReturnType<typeof writtenIn>;

/** What an agent is writing in a thread, and what still keeps it from being sent. */
export function writtenIn(drafts: DraftsModel, threadId: ThreadId, isAttaching: boolean) {
  const mode = modeOf(drafts, threadId);
  const text = draftOf(drafts, threadId, mode);
  const files = filesOf(drafts, threadId, mode);
  const chosen = files?.files.value ?? [];
  const over = text.length - MESSAGE_MAX_LENGTH;
  const areFilesHere = !isAttaching && (files?.isWhole.value ?? true);
  return {
    mode,
    text,
    quote: quoteOf(drafts, threadId, mode),
    kept: keptOf(drafts, threadId, mode),
    files,
    over,
    /** What a saved reply left to be filled in by hand. A press on Send leads there. */
    missing: mode === 'note' ? undefined : unfilled(text)[0],
    areFilesHere,
    hasFailedFile: chosen.some(({ state }) => state.name === 'failed'),
    canSend: (text.trim() !== '' || chosen.length > 0) && areFilesHere && over <= 0,
  };
}

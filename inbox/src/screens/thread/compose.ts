import type { ThreadId } from '@everthread/shared/models/ids';
import { type DraftsModel, filesOf, type Mode } from '../../models/drafts-model.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import type { ThreadModel } from '../../models/thread-model.ts';
import { COMPOSER_ID } from './composer-id.ts';
import type { Words } from './thread-scope.ts';

type Where = {
  inbox: { drafts: DraftsModel; current: InboxModel['current'] };
  threadId: ThreadId;
  thread: ThreadModel;
};

/**
 * Takes words that were on their way back into the composer, before whatever has been typed there since. Whoever looks at
 * another thread by then is left where he is.
 */
export function compose({ inbox, threadId, thread }: Where, mode: Mode, { text, quote, attachments }: Words): void {
  const { drafts } = inbox;
  const already = drafts.texts.peek().get(`${threadId} ${mode}`);
  drafts.setMode(threadId, mode);
  if (quote) drafts.quote(threadId, mode, quote);
  drafts.write(threadId, mode, already ? `${text}\n${already}` : text);
  if (attachments && attachments.length > 0) {
    void import('./around-the-files.ts').then(({ createFiles }) => {
      const model = filesOf(drafts, threadId, mode) ?? createFiles(thread.path());
      drafts.attach(threadId, mode, model);
      model.restore(attachments);
    });
  }
  if (inbox.current.peek() === thread) document.getElementById(COMPOSER_ID)?.focus();
}

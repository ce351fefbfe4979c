import type { ThreadId } from '@everthread/shared/models/ids';
import { type DraftsModel, filesOf, type Mode } from '../../models/drafts-model.ts';
import type { Words } from './thread-scope.ts';

type Where = { drafts: DraftsModel; threadId: ThreadId; path: string };

/** Takes words that were on their way back into the composer, before whatever has been typed there since. */
export function compose({ drafts, threadId, path }: Where, mode: Mode, { text, quote, attachments }: Words): void {
  const already = drafts.texts.peek().get(`${threadId} ${mode}`);
  drafts.setMode(threadId, mode);
  if (quote) drafts.quote(threadId, mode, quote);
  drafts.write(threadId, mode, already ? `${text}\n${already}` : text);
  if (attachments && attachments.length > 0) {
    void import('./around-the-files.ts').then(({ createFiles }) => {
      const model = filesOf(drafts, threadId, mode) ?? createFiles(path);
      drafts.attach(threadId, mode, model);
      model.restore(attachments);
    });
  }
  document.getElementById('composer')?.focus();
}

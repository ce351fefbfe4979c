import type { ThreadId } from '@everthread/shared/models/ids';
import { useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { MOST_ATTACHMENTS } from '../../limits.ts';
import { useThreadWords } from '../../locales/en-thread.ts';
import { isPartLost } from '../../lost-parts.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import type { ThreadModel } from '../../models/thread-model.ts';
import { attachFiles } from './attach-files.ts';
import { COMPOSER_ID } from './composer-id.ts';

type Where = { inbox: InboxModel; threadId: ThreadId; thread: ThreadModel };

/** Puts files to what is being written, once the thread is here. `isAttaching`: what takes them in is on its way. */
export function useAttaching({ inbox, threadId, thread }: Where) {
  const { toasts } = useApp();
  const words = useThreadWords().composer;
  const [attaching, setAttaching] = useState(0);

  async function attach(files: File[]): Promise<void> {
    if (files.length === 0 || thread.state.peek() !== 'ready') return;
    setAttaching((count) => count + 1);
    try {
      const left = await attachFiles(inbox.drafts, threadId, thread.path(), files);
      if (left > 0) toasts.show({ tone: 'trouble', text: words.tooManyFiles(MOST_ATTACHMENTS) });
    } catch {
      isPartLost.value = true;
    }
    setAttaching((count) => count - 1);
    document.getElementById(COMPOSER_ID)?.focus();
  }

  return { attach, isAttaching: attaching > 0 };
}

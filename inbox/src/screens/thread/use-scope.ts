import type { MessageId, ThreadId } from '@everthread/shared/models/ids';
import type { TeamMessage } from '@everthread/shared/models/message';
import { useEffect, useMemo } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { useThreadWords } from '../../locales/en-thread.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import type { ThreadModel } from '../../models/thread-model.ts';
import { compose } from './compose.ts';
import { COMPOSER_ID } from './composer-id.ts';
import { quoteMessage } from './quote-message.ts';
import type { ThreadScope } from './thread-scope.ts';

type ScopeParts = {
  inbox: InboxModel;
  threadId: ThreadId;
  thread: ThreadModel;
  soughtId: MessageId | undefined;
  linkTo: (message: TeamMessage) => string;
};

/** What the parts of a thread share, once its visitor is known. Leads to the message that is sought. */
export function useScope({ inbox, threadId, thread, soughtId, linkTo }: ScopeParts): ThreadScope | undefined {
  const { toasts } = useApp();
  const words = useThreadWords().thread;
  const { drafts } = inbox;
  const visitor = thread.visitor.value;

  async function seek(id: MessageId): Promise<void> {
    if (!(await thread.seek(id))) toasts.show({ tone: 'trouble', text: words.notFound });
  }
  useEffect(() => {
    if (soughtId) void seek(soughtId);
  }, [thread, soughtId]);

  return useMemo(
    () =>
      visitor && {
        threadId,
        thread,
        drafts,
        agentId: inbox.agentId.value,
        visitor,
        linkTo,
        onQuote: (message) => {
          quoteMessage(drafts, threadId, message);
          document.getElementById(COMPOSER_ID)?.focus();
        },
        inbox,
        holdSeconds: inbox.writing.holdSeconds,
        onCompose: (said) => compose({ inbox, threadId, thread }, 'message', said),
        onSeek: (id) => void seek(id),
      },
    [thread, visitor],
  );
}

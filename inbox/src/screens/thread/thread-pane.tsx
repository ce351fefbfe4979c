import type { MessageId, ThreadId } from '@everthread/shared/models/ids';
import type { Topic, TopicStatus } from '@everthread/shared/models/topic';
import { useStrings } from '../../locale.ts';
import type { DraftsModel } from '../../models/drafts-model.ts';
import type { ThreadModel } from '../../models/thread-model.ts';
import { Button } from '../../ui/button.tsx';
import { Placard } from '../../ui/placard.tsx';
import { visitorName } from '../../visitor-name.ts';
import { COMPOSER_ID, Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import { ThreadHeader } from './thread-header.tsx';

type ThreadPaneProps = {
  threadId: ThreadId;
  thread: ThreadModel;
  drafts: DraftsModel;
  topic: Topic | undefined;
  status: TopicStatus | undefined;
  listPath: string;
  visitorPath: string;
  onStatus: (status: 'open' | 'done') => void;
};

export function ThreadPane(props: ThreadPaneProps) {
  const { threadId, thread, drafts, status } = props;
  const t = useStrings();
  const visitor = thread.visitor.value;
  const state = thread.state.value;

  function edit(id: MessageId): void {
    const unsent = thread.timeline.peek().unsent.find((message) => message.id === id);
    if (!unsent) return;
    drafts.setMode(threadId, unsent.kind);
    drafts.write(threadId, unsent.kind, thread.withdraw(id));
    document.getElementById(COMPOSER_ID)?.focus();
  }

  return (
    <>
      <ThreadHeader {...props} name={visitor && visitorName(visitor, t)} />
      {state === 'loading' && <Bones />}
      {state === 'missing' && <Placard title={t.thread.missing} hint={t.thread.missingHint} />}
      {state === 'failed' && (
        <Placard title={t.thread.failed}>
          <Button onClick={() => void thread.load()}>{t.tryAgain}</Button>
        </Placard>
      )}
      {state === 'ready' && visitor && (
        <>
          <MessageList thread={thread} visitor={visitor} onEdit={edit} />
          <Composer
            threadId={threadId}
            drafts={drafts}
            to={visitorName(visitor, t)}
            isDone={status === 'done'}
            onSend={(mode, text) => void thread.send(mode, text)}
          />
        </>
      )}
    </>
  );
}

function Bones() {
  const t = useStrings();
  return (
    <div
      role="status"
      aria-busy="true"
      aria-label={t.loading}
      class="mx-auto flex w-full max-w-192 flex-1 flex-col justify-end gap-3 px-6 pb-6"
    >
      <div class="bone h-10 w-2/5 rounded-large" />
      <div class="bone h-16 w-3/5 rounded-large" />
      <div class="bone h-10 w-1/2 self-end rounded-large" />
      <div class="bone mt-6 h-28 w-full rounded-large" />
    </div>
  );
}

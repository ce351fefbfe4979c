import type { MessageId, ThreadId, TopicId } from '@everthread/shared/models/ids';
import type { TeamMessage } from '@everthread/shared/models/message';
import type { Topic } from '@everthread/shared/models/topic';
import { useLayoutEffect } from 'preact/hooks';
import { useStrings } from '../../locale.ts';
import { useThreadWords } from '../../locales/en-thread.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import type { ThreadModel } from '../../models/thread-model.ts';
import { Button } from '../../ui/button.tsx';
import { Placard } from '../../ui/placard.tsx';
import { visitorName } from '../../visitor-name.ts';
import { HeaderSubject, PropertiesBar } from '../topic/around-the-topic.ts';
import { ahead } from './composer-id.ts';
import { LookingFaces } from './looking-faces.tsx';
import { ReadyThread } from './ready-thread.tsx';
import { ThreadBones } from './thread-bones.tsx';
import { ThreadHeader } from './thread-header.tsx';
import { ThreadScopeProvider } from './thread-scope.ts';
import { useAttaching } from './use-attaching.ts';
import { useErased } from './use-erased.ts';
import { useFileDrop } from './use-file-drop.ts';
import { useScope } from './use-scope.ts';

type ThreadPaneProps = {
  inbox: InboxModel;
  threadId: ThreadId;
  thread: ThreadModel;
  topicId: TopicId;
  topic: Topic | undefined; // once it is known
  soughtId: MessageId | undefined;
  listPath: string;
  visitorPath: string;
  linkTo: (message: TeamMessage) => string;
  onStatus: (status: 'open' | 'done') => void;
};

export function ThreadPane(props: ThreadPaneProps) {
  const { inbox, threadId, thread, topic, listPath } = props;
  const t = useStrings();
  const words = useThreadWords().thread;
  const known = thread.visitor.value ?? topic?.visitor; // the list knows it before the thread is here
  const state = thread.state.value;
  // There will be no composer: keys are the inbox's again.
  useLayoutEffect(() => {
    if (state === 'failed' || state === 'missing') ahead.take?.();
  }, [state]);
  const scope = useScope(props);
  const { attach, isAttaching } = useAttaching(props);
  const onFiles = (files: File[]) => void attach(files);
  useErased(inbox, thread, listPath);
  const isDragging = useFileDrop(onFiles);

  return (
    <>
      <ThreadHeader
        {...props}
        status={topic?.status}
        faces={<LookingFaces inbox={inbox} threadId={threadId} />}
        name={known ? visitorName(known, t) : state === 'loading' ? undefined : t.thread.region}
      >
        {topic && state === 'ready' && <HeaderSubject inbox={inbox} topic={topic} />}
      </ThreadHeader>
      {inbox.roster.mayWrite.value && (state === 'loading' || state === 'ready') && (
        // Its room is kept while it is on its way.
        <div class="h-10 shrink-0">{topic && state === 'ready' && <PropertiesBar inbox={inbox} topic={topic} />}</div>
      )}
      {state === 'loading' && <ThreadBones />}
      {state === 'missing' && <Placard title={words.missing} hint={words.missingHint} />}
      {state === 'failed' && (
        <Placard title={words.failed}>
          <Button onClick={() => void thread.load()}>{t.tryAgain}</Button>
        </Placard>
      )}
      {state === 'ready' && scope && (
        <ThreadScopeProvider value={scope}>
          <ReadyThread topic={topic} isAttaching={isAttaching} isDragging={isDragging} onFiles={onFiles} />
        </ThreadScopeProvider>
      )}
    </>
  );
}

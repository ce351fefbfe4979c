import type { MessageId, ThreadId } from '@everthread/shared/models/ids';
import type { TeamMessage } from '@everthread/shared/models/message';
import type { HoldSeconds, ReleaseTime } from '@everthread/shared/models/scheduled';
import type { Topic } from '@everthread/shared/models/topic';
import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { EDITABLE_MINUTES, MOST_ATTACHMENTS } from '../../limits.ts';
import { useStrings } from '../../locale.ts';
import { useThreadWords } from '../../locales/en-thread.ts';
import type { Mode } from '../../models/drafts-model.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import type { ThreadModel } from '../../models/thread-model.ts';
import { Button } from '../../ui/button.tsx';
import { Placard } from '../../ui/placard.tsx';
import { visitorName } from '../../visitor-name.ts';
import { WordOffer } from '../promises/later-offer.ts';
import { HeaderSubject, PropertiesBar } from '../topic/around-the-topic.ts';
import { DeleteDialog } from './around-the-message.tsx';
import { attachFiles } from './attach-files.ts';
import { compose } from './compose.ts';
import { Composer } from './composer.tsx';
import { ahead, COMPOSER_ID } from './composer-id.ts';
import { LookingFaces } from './looking-faces.tsx';
import { MessageList } from './message-list.tsx';
import { quoteMessage } from './quote-message.ts';
import { ThreadBones } from './thread-bones.tsx';
import { ThreadHeader } from './thread-header.tsx';
import { type ThreadScope, ThreadScopeProvider } from './thread-scope.ts';
import { TypingLine } from './typing-line.tsx';
import { useErased } from './use-erased.ts';
import { useFileDrop } from './use-file-drop.ts';

type ThreadPaneProps = {
  inbox: InboxModel;
  threadId: ThreadId;
  thread: ThreadModel;
  topic: Topic | undefined;
  soughtId: MessageId | undefined;
  listPath: string;
  visitorPath: string;
  linkTo: (message: TeamMessage) => string;
  onStatus: (status: 'open' | 'done') => void;
};

const toComposer = () => document.getElementById(COMPOSER_ID)?.focus();

export function ThreadPane(props: ThreadPaneProps) {
  const { inbox, threadId, thread, topic, soughtId, linkTo } = props;
  const { drafts, typing } = inbox;
  const { toasts } = useApp();
  const t = useStrings();
  const said = useThreadWords();
  const visitor = thread.visitor.value;
  const known = visitor ?? topic?.visitor; // the list knows it before the thread is here
  const state = thread.state.value;
  const [attaching, setAttaching] = useState(0); // what takes files in is on its way
  // There will be no composer: keys are the inbox's again.
  useLayoutEffect(() => {
    if (state === 'failed' || state === 'missing') ahead.take?.();
  }, [state]);

  async function seek(id: MessageId): Promise<void> {
    if (!(await thread.seek(id))) toasts.show({ tone: 'trouble', text: said.thread.notFound });
  }
  useEffect(() => {
    if (soughtId) void seek(soughtId);
  }, [thread, soughtId]);

  const scope = useMemo(
    (): ThreadScope | undefined =>
      visitor && {
        threadId,
        thread,
        drafts,
        agentId: inbox.agentId.value,
        visitor,
        linkTo,
        onQuote: (message) => {
          quoteMessage(drafts, threadId, message);
          toComposer();
        },
        inbox,
        holdSeconds: inbox.writing.holdSeconds,
        onCompose: (words) => compose({ inbox, threadId, thread }, 'message', words),
        onSeek: (id) => void seek(id),
      },
    [thread, visitor],
  );

  async function attach(files: File[]): Promise<void> {
    if (files.length === 0 || state !== 'ready') return;
    setAttaching((count) => count + 1);
    const left = await attachFiles(drafts, threadId, thread.path(), files).finally(() =>
      setAttaching((count) => count - 1),
    );
    if (left > 0) toasts.show({ tone: 'trouble', text: said.composer.tooManyFiles(MOST_ATTACHMENTS) });
    toComposer();
  }
  useErased(inbox, thread, props.listPath);
  const isDragging = useFileDrop((files) => void attach(files));

  function takeBack(id: MessageId): void {
    const unsent = thread.timeline.peek().unsent.find((message) => message.id === id);
    if (!unsent) return;
    const { quote, attachments } = thread.extrasOf(id);
    compose({ inbox, threadId, thread }, unsent.kind, { text: thread.withdraw(id), quote, attachments });
  }

  function editLast(): boolean {
    const since = Date.now() - EDITABLE_MINUTES * 60_000;
    const own = thread.sent
      .peek()
      .findLast(({ author, text, deletedAt }) => author.id === inbox.agentId.peek() && text && !deletedAt);
    if (!own || Date.parse(own.sentAt) < since) return false;
    thread.editedId.value = own.id;
    return true;
  }

  return (
    <>
      <ThreadHeader
        {...props}
        status={topic?.status}
        faces={<LookingFaces inbox={inbox} threadId={threadId} />}
        name={known && visitorName(known, t)}
      >
        {topic && state === 'ready' && <HeaderSubject inbox={inbox} topic={topic} />}
      </ThreadHeader>
      {inbox.roster.mayWrite.value && (state === 'loading' || state === 'ready') && (
        // Its room is kept while it is on its way.
        <div class="h-10 shrink-0">{topic && state === 'ready' && <PropertiesBar inbox={inbox} topic={topic} />}</div>
      )}
      {state === 'loading' && <ThreadBones />}
      {state === 'missing' && <Placard title={said.thread.missing} hint={said.thread.missingHint} />}
      {state === 'failed' && (
        <Placard title={said.thread.failed}>
          <Button onClick={() => void thread.load()}>{t.tryAgain}</Button>
        </Placard>
      )}
      {state === 'ready' && visitor && scope && (
        <ThreadScopeProvider value={scope}>
          <MessageList onEdit={takeBack} />
          <TypingLine typing={typing} visitorId={visitor.id} name={visitorName(visitor, t)} />
          <WordOffer topic={topic} />
          <Composer
            to={visitorName(visitor, t)}
            isDone={topic?.status === 'done'}
            isAttaching={attaching > 0}
            onSend={(mode, text, extras) => {
              typing.sent();
              void thread.send(mode, text, { release: releaseOf(mode, inbox.writing.holdSeconds.peek()), ...extras });
            }}
            onTyped={() => typing.typed(visitor.id)}
            onFiles={(files) => void attach(files)}
            onEditLast={editLast}
          />
          {thread.deletingId.value && <DeleteDialog messageId={thread.deletingId.value} />}
          {isDragging && (
            <div class="pointer-events-none absolute inset-2 z-10 flex items-center justify-center rounded-large border-2 border-dashed border-accent bg-surface/90">
              <p class="text-title font-semibold text-accent">{said.composer.dropHere}</p>
            </div>
          )}
        </ThreadScopeProvider>
      )}
    </>
  );
}

/** When a reply goes where nothing else is said: after the seconds in which it can be taken back. */
const releaseOf = (mode: Mode, holdSeconds: HoldSeconds): ReleaseTime | undefined =>
  mode === 'note' || holdSeconds === 0 ? undefined : { holdSeconds };

import type { MessageId } from '@everthread/shared/models/ids';
import type { HoldSeconds, ReleaseTime } from '@everthread/shared/models/scheduled';
import type { Topic } from '@everthread/shared/models/topic';
import { useStrings } from '../../locale.ts';
import { useThreadWords } from '../../locales/en-thread.ts';
import type { Mode } from '../../models/drafts-model.ts';
import { visitorName } from '../../visitor-name.ts';
import { WordOffer } from '../promises/later-offer.ts';
import { DeleteDialog } from './around-the-message.tsx';
import { compose } from './compose.ts';
import { Composer } from './composer.tsx';
import { isOwnMessage, mayChangeMessage } from './may-change-message.ts';
import { MessageList } from './message-list.tsx';
import { type ThreadScope, useThreadScope } from './thread-scope.ts';
import { TypingLine } from './typing-line.tsx';

type ReadyThreadProps = {
  topic: Topic | undefined;
  isAttaching: boolean;
  isDragging: boolean;
  onFiles: (files: File[]) => void;
};

/** What was said, and where one writes. */
export function ReadyThread({ topic, isAttaching, isDragging, onFiles }: ReadyThreadProps) {
  const t = useStrings();
  const words = useThreadWords().composer;
  const scope = useThreadScope();
  const { thread, visitor, inbox } = scope;
  const { typing, writing } = inbox;
  const name = visitorName(visitor, t);
  return (
    <>
      <MessageList onEdit={(id) => takeBack(scope, id)} />
      <TypingLine typing={typing} visitorId={visitor.id} name={name} />
      <WordOffer topic={topic} />
      <Composer
        to={name}
        isDone={topic?.status === 'done'}
        isAttaching={isAttaching}
        onSend={(mode, text, extras) => {
          typing.sent();
          void thread.send(mode, text, { release: releaseOf(mode, writing.holdSeconds.peek()), ...extras });
        }}
        onTyped={() => typing.typed(visitor.id)}
        onFiles={onFiles}
        onEditLast={() => editLast(scope)}
      />
      {thread.deletingId.value && <DeleteDialog messageId={thread.deletingId.value} />}
      {isDragging && (
        <div class="pointer-events-none absolute inset-2 z-10 flex items-center justify-center rounded-large border-2 border-dashed border-accent bg-surface/90">
          <p class="text-title font-semibold text-accent">{words.dropHere}</p>
        </div>
      )}
    </>
  );
}

/** What could not be sent is in the composer again. */
function takeBack({ inbox, threadId, thread }: ThreadScope, id: MessageId): void {
  const unsent = thread.timeline.peek().unsent.find((message) => message.id === id);
  if (!unsent) return;
  const { quote, attachments } = thread.extrasOf(id);
  compose({ inbox, threadId, thread }, unsent.kind, { text: thread.withdraw(id), quote, attachments });
}

/** Opens one's own last message to be put otherwise. Tells whether there is one that still may be. */
function editLast({ inbox, thread }: ThreadScope): boolean {
  const own = thread.sent.peek().findLast((message) => message.text && isOwnMessage(message, inbox.agentId.peek()));
  if (!own || !mayChangeMessage(own, inbox.agentId.peek())) return false;
  thread.editedId.value = own.id;
  return true;
}

/** When a reply goes where nothing else is said: after the seconds in which it can be taken back. */
const releaseOf = (mode: Mode, holdSeconds: HoldSeconds): ReleaseTime | undefined =>
  mode === 'note' || holdSeconds === 0 ? undefined : { holdSeconds };

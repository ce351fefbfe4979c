import type { MessageId, TopicId } from '@everthread/shared/models/ids';
import type { TeamMessage } from '@everthread/shared/models/message';
import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { clockTime, dayName, dayOf } from '../../format.ts';
import { laterPart } from '../../later.tsx';
import { useLocale } from '../../locale.ts';
import { useThreadWords } from '../../locales/en-thread.ts';
import { foldedTopics, foldTopics } from '../../models/fold-topics.ts';
import { layOut, type ThreadItem } from '../../models/thread-items.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { visitorName } from '../../visitor-name.ts';
import { EventLine, RatingLine } from '../topic/around-the-topic.ts';
import { Divider } from './divider.tsx';
import { FoldedTopic } from './folded-topic.tsx';
import { messageFocus } from './message-focus.ts';
import { MessageItem } from './message-item.tsx';
import { useThreadScope } from './thread-scope.ts';
import { UnsentItem } from './unsent-item.tsx';
import { useThreadScroll } from './use-thread-scroll.ts';

const WaitingReplies = laterPart(async () => (await import('./around-the-waiting.ts')).WaitingReplies);

type MessageListProps = { onEdit: (id: MessageId) => void };

export function MessageList({ onEdit }: MessageListProps) {
  const { strings: t } = useLocale();
  const words = useThreadWords();
  const { thread, inbox } = useThreadScope();
  const timeline = thread.timeline.value;
  const sent = thread.sent.value;
  const events = thread.events.value;
  const laidOut = useMemo(() => layOut({ ...timeline, sent, events }, dayOf), [timeline, sent, events]);
  const sought = thread.sought.value;
  const [unfolded, setUnfolded] = useState<ReadonlySet<TopicId>>(new Set());
  const selectedId = inbox.topics.selectedId.value;
  const items = useMemo(() => {
    const soughtIn = sent.find(({ id }) => id === sought?.id)?.topicId;
    const wanted = new Set([...unfolded, selectedId, soughtIn].filter((id) => id !== undefined));
    return foldTopics(laidOut, foldedTopics(timeline.topics, wanted));
  }, [laidOut, timeline.topics, unfolded, selectedId, sought]);
  const seenId = lastSeen(sent, thread.seen.value.visitor);
  const focus = useMemo(() => messageFocus(thread), [thread]);
  const loadEarlier = () => thread.earlierState.value === 'idle' && void thread.loadEarlier();
  const { scroller, content, onScroll, toEnd, leaveEnd, hasNewBelow } = useThreadScroll(
    {
      firstKey: timeline.sent[0]?.id,
      lastKey: timeline.unsent.at(-1)?.id ?? timeline.sent.at(-1)?.id,
      ownCount: timeline.unsent.length + thread.waiting.shown.value.length,
    },
    loadEarlier,
  );

  // What a link or a quote led to is brought before the eyes.
  useLayoutEffect(() => {
    const element = sought && content.current?.querySelector<HTMLElement>(`[data-message="${sought.id}"]`);
    if (element) leaveEnd();
    element?.scrollIntoView({ block: 'center' });
    element?.focus({ preventScroll: true });
  }, [sought]);

  // A page of short messages may not fill a tall window.
  useEffect(() => {
    const element = scroller.current;
    if (element && element.scrollHeight <= element.clientHeight) loadEarlier();
  }, [timeline.earliest]);

  return (
    <div class="messages-place relative min-h-0 flex-1">
      <section
        ref={scroller}
        onScroll={onScroll}
        tabIndex={sent.length > 0 ? -1 : 0}
        {...focus}
        aria-label={words.thread.messages}
        class="h-full overflow-y-auto overscroll-contain outline-offset-[-2px] [overflow-anchor:none]"
      >
        <ol ref={content} class="mx-auto flex min-h-full max-w-192 flex-col justify-end px-4 pb-5 two:px-6">
          {thread.hasEarlier.value && (
            <li class="flex h-12 items-center justify-center text-small text-faint">
              {thread.earlierState.value === 'failed' ? (
                <Button size="small" onClick={() => void thread.loadEarlier()}>
                  {words.thread.earlierFailed}. {t.tryAgain}
                </Button>
              ) : (
                t.loading
              )}
            </li>
          )}
          {items.map((item) => (
            <li key={item.key}>
              {item.kind === 'folded' ? (
                <FoldedTopic item={item} onUnfold={() => setUnfolded(new Set([...unfolded, item.topic.id]))} />
              ) : (
                <Item item={item} isSeen={item.key === seenId} onEdit={onEdit} />
              )}
            </li>
          ))}
          {thread.waiting.shown.value.length > 0 && (
            <li>
              <WaitingReplies />
            </li>
          )}
        </ol>
      </section>
      {hasNewBelow && (
        <Button
          look="primary"
          size="small"
          class="rise absolute bottom-3 left-1/2 -translate-x-1/2 rounded-full shadow-float"
          onClick={toEnd}
        >
          <Icon name="down" /> {words.thread.newBelow}
        </Button>
      )}
    </div>
  );
}

type ItemProps = MessageListProps & { item: ThreadItem; isSeen: boolean };

function Item({ item, isSeen, onEdit }: ItemProps) {
  const { now } = useApp();
  const { strings: t, language } = useLocale();
  const words = useThreadWords();
  const { thread, visitor, inbox } = useThreadScope();
  const day = (at: string) => dayName(at, now.now.value, language, t.dates);
  switch (item.kind) {
    case 'day':
      return (
        <Divider look="day">
          <h3>{day(item.at)}</h3>
        </Divider>
      );
    case 'topic-started':
      return <Divider look="topic">{words.thread.newTopic(clockTime(item.at, language))}</Divider>;
    case 'topic-resumed':
      return (
        <Divider look="topic">
          <bdi class="max-w-64 truncate">
            {item.topic.subject ?? words.thread.resumed(clockTime(item.topic.startedAt, language))}
          </bdi>
        </Divider>
      );
    case 'event':
      return <EventLine event={item.event} roster={inbox.roster} />;
    case 'rating':
      return <RatingLine rating={item.rating} />;
    case 'topic-done':
      return (
        <Divider look="done">
          <Icon name="check" class="size-3.5 text-good" />
          {words.thread.topicDone(`${day(item.at)}, ${clockTime(item.at, language)}`)}
        </Divider>
      );
    case 'message': {
      const { message, isFirstOfGroup, isLastOfGroup } = item;
      const { author } = message;
      return (
        <MessageItem
          message={message}
          authorName={author.kind === 'visitor' ? visitorName(visitor, t) : author.name}
          isFirstOfGroup={isFirstOfGroup}
          isLastOfGroup={isLastOfGroup}
          isSeen={isSeen}
          wasOther={author.kind === 'visitor' && author.identity !== visitor.identity}
        />
      );
    }
    case 'unsent':
      return (
        <UnsentItem
          message={item.message}
          onRetry={() => void thread.retry(item.message.id)}
          onEdit={() => onEdit(item.message.id)}
        />
      );
    default:
      return item satisfies never;
  }
}

/** The last message of the team's that the visitor has seen. */
const lastSeen = (sent: readonly TeamMessage[], seq: number): MessageId | undefined =>
  sent.findLast((message) => message.seq <= seq && message.kind === 'message' && message.author.kind !== 'visitor')?.id;

import type { MessageId } from '@everthread/shared/models/ids';
import type { Visitor } from '@everthread/shared/models/visitor';
import { useEffect } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { clockTime, dayName, dayOf } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { layOut, type ThreadItem } from '../../models/thread-items.ts';
import type { ThreadModel } from '../../models/thread-model.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { visitorName } from '../../visitor-name.ts';
import { Divider } from './divider.tsx';
import { MessageItem } from './message-item.tsx';
import { UnsentItem } from './unsent-item.tsx';
import { useThreadScroll } from './use-thread-scroll.ts';

type MessageListProps = { thread: ThreadModel; visitor: Visitor; onEdit: (id: MessageId) => void };

export function MessageList({ thread, visitor, onEdit }: MessageListProps) {
  const { strings: t } = useLocale();
  const timeline = thread.timeline.value;
  const items = layOut(timeline, dayOf);
  const loadEarlier = () => thread.earlierState.value === 'idle' && void thread.loadEarlier();
  const { scroller, content, onScroll, toEnd, hasNewBelow } = useThreadScroll(
    {
      firstKey: timeline.sent[0]?.id,
      lastKey: timeline.unsent.at(-1)?.id ?? timeline.sent.at(-1)?.id,
      ownCount: timeline.unsent.length,
    },
    loadEarlier,
  );

  // A page of short messages may not fill a tall window.
  useEffect(() => {
    const element = scroller.current;
    if (element && element.scrollHeight <= element.clientHeight) loadEarlier();
  }, [timeline.earliest]);

  return (
    <div class="relative min-h-0 flex-1">
      <section
        ref={scroller}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
        tabIndex={0}
        aria-label={t.thread.messages}
        class="h-full overflow-y-auto overscroll-contain outline-offset-[-2px] [overflow-anchor:none]"
      >
        <ol ref={content} class="mx-auto flex min-h-full max-w-192 flex-col justify-end px-4 pb-5 two:px-6">
          {thread.hasEarlier.value && (
            <li class="flex h-12 items-center justify-center text-small text-faint">
              {thread.earlierState.value === 'failed' ? (
                <Button size="small" onClick={() => void thread.loadEarlier()}>
                  {t.thread.earlierFailed}. {t.tryAgain}
                </Button>
              ) : (
                t.loading
              )}
            </li>
          )}
          {items.map((item) => (
            <li key={item.key}>
              <Item item={item} visitor={visitor} thread={thread} onEdit={onEdit} />
            </li>
          ))}
        </ol>
      </section>
      {hasNewBelow && (
        <Button
          look="primary"
          size="small"
          class="rise absolute bottom-3 left-1/2 -translate-x-1/2 rounded-full shadow-float"
          onClick={toEnd}
        >
          <Icon name="down" /> {t.thread.newBelow}
        </Button>
      )}
    </div>
  );
}

type ItemProps = MessageListProps & { item: ThreadItem };

function Item({ item, visitor, thread, onEdit }: ItemProps) {
  const { now } = useApp();
  const { strings: t, language } = useLocale();
  const day = (at: string) => dayName(at, now.now.value, language, t.dates);
  switch (item.kind) {
    case 'day':
      return (
        <Divider look="day">
          <h3>{day(item.at)}</h3>
        </Divider>
      );
    case 'topic-started':
      return <Divider look="topic">{t.thread.newTopic(clockTime(item.at, language))}</Divider>;
    case 'topic-done':
      return (
        <Divider look="done">
          <Icon name="check" class="size-3.5 text-good" />
          {t.thread.topicDone(`${day(item.at)}, ${clockTime(item.at, language)}`)}
        </Divider>
      );
    case 'message': {
      const { author } = item.message;
      return <MessageItem {...item} authorName={author.kind === 'agent' ? author.name : visitorName(visitor, t)} />;
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

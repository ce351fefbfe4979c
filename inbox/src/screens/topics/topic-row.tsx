import type { TopicRow as Row } from '@everthread/shared/models/topic';
import { useComputed } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { fullTime, shortAge } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import type { SelectionModel } from '../../models/selection-model.ts';
import { isUnread } from '../../models/topic-list.ts';
import type { TypingModel } from '../../models/typing-model.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { classes } from '../../ui/classes.ts';
import { skipUnchanged } from '../../ui/skip-unchanged.tsx';
import { visitorName } from '../../visitor-name.ts';
import { DueMark } from './due-mark.ts';
import { previewWords } from './preview-words.ts';
import { PriorityMark } from './priority-mark.tsx';

export const TOPIC_ROW_HEIGHT = 68;

type TopicRowProps = {
  row: Row;
  typing: TypingModel;
  path: string;
  isChosen: boolean;
  isTabStop: boolean;
  isLeaving: boolean;
  assignee: string | undefined; // who has it, if it is somebody else
  isByWaiting: boolean; // the list is about who waits
  selection: SelectionModel;
  isSelected: boolean;
  isSelecting: boolean; // others are chosen already
};

export const TopicRow = skipUnchanged(DrawnRow);

function DrawnRow({
  row,
  typing,
  path,
  isChosen,
  isTabStop,
  isLeaving,
  assignee,
  isByWaiting,
  selection,
  isSelected,
  isSelecting,
}: TopicRowProps) {
  const { now } = useApp();
  const { strings: t, language } = useLocale();
  const { topic } = row;
  const unread = isUnread(row);
  const since = (isByWaiting && topic.waitingSince) || topic.lastMessageAt;
  const name = visitorName(topic.visitor, t);
  const preview = previewWords(topic.preview) || t.thread.deleted;
  const isTyping = useComputed(() => typing.typists.value.get(topic.visitor.id)?.isVisitor ?? false).value;
  const link = useRef<HTMLAnchorElement>(null);

  // Moving on by key takes the focus along while it is in the list.
  useEffect(() => {
    const focused = document.activeElement;
    if (isChosen && focused !== link.current && focused?.closest('[data-topic-list]')) link.current?.focus();
  }, [isChosen]);

  function onClick(event: MouseEvent): void {
    if (!event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    selection.extendTo(topic.id);
  }

  return (
    <div class="group relative h-full select-none">
      <a
        ref={link}
        onClick={onClick}
        href={path}
        data-topic={topic.id}
        aria-current={isChosen ? 'true' : undefined}
        tabIndex={isTabStop ? 0 : -1}
        class={classes(
          'flex h-full items-center gap-3 ps-4 pe-4 outline-offset-[-2px]',
          isSelected || isChosen ? 'bg-chosen' : 'hover:bg-hover',
        )}
      >
        <span
          class={classes('shrink-0 rounded-full', isSelecting ? 'invisible' : 'pointer-fine:group-hover:invisible')}
        >
          <Avatar id={topic.visitor.id} name={name} />
        </span>
        <div class="min-w-0 flex-1">
          <div class="flex items-baseline gap-2">
            <span dir="auto" class={classes('line text-ink', unread ? 'font-semibold' : 'font-medium')}>
              {name}
            </span>
            <time
              dateTime={since}
              onPointerEnter={({ currentTarget }) => {
                currentTarget.title = fullTime(since, language); // dear, and seldom looked at
              }}
              class={classes('ms-auto shrink-0 text-small', unread ? 'font-semibold text-accent' : 'text-faint')}
            >
              {shortAge(since, now.now.value, language, t.dates)}
            </time>
          </div>
          <div class="mt-0.5 flex items-center gap-2">
            {topic.previewBy !== 'visitor' && !isTyping && (
              <span class="-me-1 shrink-0 text-faint">{topic.previewBy === 'bot' ? t.topics.bot : t.topics.team}</span>
            )}
            <p dir="auto" class={classes('line min-w-0 flex-1', unread ? 'text-ink' : 'text-soft')}>
              {isTyping ? <span class="text-accent">{t.topics.typing}</span> : preview}
            </p>
            {(topic.promise || topic.target) && <DueMark topic={topic} />}
            {topic.priority !== 'none' && <PriorityMark priority={topic.priority} />}
            {assignee && topic.assigneeId && (
              <span title={assignee} class="shrink-0">
                <span class="sr-only">{assignee}</span>
                <Avatar id={topic.assigneeId} name={assignee} size="tiny" />
              </span>
            )}
            {isLeaving && (
              <span class="shrink-0 rounded-full border border-line px-1.5 text-small text-soft">
                {t.topics[topic.status]}
              </span>
            )}
            {unread && (
              <span class="size-2 shrink-0 rounded-full bg-accent">
                <span class="sr-only">{t.topics.unread}</span>
              </span>
            )}
          </div>
        </div>
      </a>
      <input
        type="checkbox"
        aria-label={t.topics.select(name)}
        tabIndex={-1}
        checked={isSelected}
        onClick={(event) => {
          if (event.shiftKey) selection.extendTo(topic.id);
          else selection.toggle(topic.id);
        }}
        class={classes(
          'absolute inset-y-0 start-6 my-auto size-4 accent-accent',
          !isSelecting && 'opacity-0 pointer-fine:group-hover:opacity-100 pointer-coarse:pointer-events-none',
        )}
      />
    </div>
  );
}

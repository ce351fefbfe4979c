import type { TopicRow as Row } from '@everthread/shared/models/topic';
import { fullTime, shortAge } from '../../format.ts';
import type { Locale } from '../../locale.ts';
import type { SelectionModel } from '../../models/selection-model.ts';
import { isUnread } from '../../models/topic-list.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { classes } from '../../ui/classes.ts';
import { Unchanging } from '../../ui/skip-unchanged.tsx';
import { PLACED, placed } from '../../ui/virtual-list.tsx';
import { visitorName } from '../../visitor-name.ts';
import { DueMark } from './due-mark.ts';
import { previewWords } from './preview-words.ts';
import { PriorityMark } from './priority-mark.tsx';

export const TOPIC_ROW_HEIGHT = 68;

type TopicRowProps = {
  row: Row;
  at: number;
  of: number; // rows in the list
  locale: Locale;
  now: number;
  path: string;
  isTyping: boolean; // its visitor
  isChosen: boolean;
  isTabStop: boolean;
  isLeaving: boolean;
  assignee: string | undefined; // who has it, if it is somebody else
  isByWaiting: boolean; // the list is about who waits
  selection: SelectionModel;
  isSelected: boolean;
  isSelecting: boolean; // others are chosen already
};

/** One topic of the list. Many come into sight in a frame, so it is given all it shows, and is made of little. */
export class TopicRow extends Unchanging<TopicRowProps> {
  render({ row, at, of, locale, now, path, assignee, selection, ...is }: TopicRowProps) {
    const { strings: t, language } = locale;
    const { topic } = row;
    const unread = isUnread(row);
    const since = (is.isByWaiting && topic.waitingSince) || topic.lastMessageAt;
    const name = visitorName(topic.visitor, t);

    function onClick(event: MouseEvent): void {
      if (!event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      selection.extendTo(topic.id);
    }

    return (
      <li {...placed(at, of, TOPIC_ROW_HEIGHT)} class={`group select-none h-17 ${PLACED}`}>
        <a
          onClick={onClick}
          href={path}
          data-topic={topic.id}
          aria-current={is.isChosen ? 'true' : undefined}
          tabIndex={is.isTabStop ? 0 : -1}
          class={classes(
            'flex h-full items-center gap-3 ps-4 pe-4 outline-offset-[-2px]',
            is.isSelected || is.isChosen ? 'bg-chosen' : 'hover:bg-hover',
          )}
        >
          <Avatar
            id={topic.visitor.id}
            name={name}
            class={is.isSelecting ? 'invisible' : 'pointer-fine:group-hover:invisible'}
          />
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
                {shortAge(since, now, language, t.dates)}
              </time>
            </div>
            <div class="mt-0.5 flex items-center gap-2">
              {topic.previewBy !== 'visitor' && !is.isTyping && (
                <span class="-me-1 shrink-0 text-faint">
                  {topic.previewBy === 'bot' ? t.topics.bot : t.topics.team}
                </span>
              )}
              <p dir="auto" class={classes('line min-w-0 flex-1', unread ? 'text-ink' : 'text-soft')}>
                {is.isTyping ? (
                  <span class="text-accent">{t.topics.typing}</span>
                ) : (
                  previewWords(topic.preview) || t.thread.deleted
                )}
              </p>
              {(topic.promise || topic.target) && <DueMark topic={topic} />}
              {topic.priority !== 'none' && <PriorityMark priority={topic.priority} />}
              {assignee && topic.assigneeId && (
                <span title={assignee} class="shrink-0">
                  <span class="sr-only">{assignee}</span>
                  <Avatar id={topic.assigneeId} name={assignee} size="tiny" />
                </span>
              )}
              {is.isLeaving && (
                <span class="shrink-0 rounded-full border border-line px-1.5 text-small text-soft">
                  {t.topics[topic.status]}
                </span>
              )}
              {unread && (
                <span class="lamp bg-accent">
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
          checked={is.isSelected}
          onClick={(event) => {
            if (event.shiftKey) selection.extendTo(topic.id);
            else selection.toggle(topic.id);
          }}
          class={classes(
            'absolute inset-y-0 start-6 my-auto size-4 accent-accent',
            !is.isSelecting && 'opacity-0 pointer-fine:group-hover:opacity-100 pointer-coarse:pointer-events-none',
          )}
        />
      </li>
    );
  }
}

import type { TeamMessage } from '@everthread/shared/models/message';
import type { ComponentChildren } from 'preact';
import { clockTime, fullTime } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';

type MessageItemProps = {
  message: TeamMessage;
  authorName: string;
  isFirstOfGroup: boolean;
  isLastOfGroup: boolean;
};

export function MessageItem({ message, authorName, isFirstOfGroup, isLastOfGroup }: MessageItemProps) {
  const { strings: t, language } = useLocale();
  const { kind, author, sentAt, editedAt, deletedAt } = message;
  const text = deletedAt ? t.thread.deleted : message.text;
  const wasEdited = editedAt && !deletedAt;
  const time = (
    <time dateTime={sentAt} title={fullTime(sentAt, language)} class="text-small text-faint">
      {clockTime(sentAt, language)}
      {wasEdited && ` · ${t.thread.edited}`}
    </time>
  );
  if (kind === 'note') {
    return (
      <NoteFrame>
        <header class="mb-1 flex items-start gap-1.5 text-small text-note-ink">
          <Icon name="lock" class="mt-px size-3.5" />
          <p class="min-w-0">
            <span class="font-semibold">{t.thread.note}</span> · <bdi class="font-semibold">{authorName}</bdi> ·{' '}
            {t.thread.onlyTeam}
          </p>
          <time dateTime={sentAt} title={fullTime(sentAt, language)} class="ms-auto shrink-0">
            {clockTime(sentAt, language)}
          </time>
        </header>
        <p dir="auto" class="typed text-read">
          {text}
        </p>
      </NoteFrame>
    );
  }
  const isOurs = author.kind === 'agent';
  return (
    <article class={classes('flex flex-col', isOurs ? 'items-end' : 'items-start', isFirstOfGroup ? 'mt-4' : 'mt-1')}>
      {isFirstOfGroup && (
        <header class="mb-1 px-1 text-small font-medium text-soft">
          <bdi>{authorName}</bdi>
        </header>
      )}
      <Bubble text={text} isOurs={isOurs} />
      {isLastOfGroup && <footer class="mt-0.5 px-1">{time}</footer>}
      {!isLastOfGroup && <span class="sr-only">{time}</span>}
    </article>
  );
}

export function Bubble({ text, isOurs }: { text: string; isOurs: boolean }) {
  return (
    <p
      dir="auto"
      class={classes(
        'typed max-w-[min(85%,38rem)] rounded-large px-3.5 py-2 text-read',
        isOurs ? 'rounded-ee-small bg-mine' : 'rounded-es-small bg-raised',
      )}
    >
      {text}
    </p>
  );
}

export function NoteFrame({ children }: { children: ComponentChildren }) {
  return <article class="mt-4 rounded-medium border-s-3 border-note-line bg-note px-3.5 py-2.5">{children}</article>;
}

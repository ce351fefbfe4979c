import type { TeamMessage } from '@everthread/shared/models/message';
import { useComputed } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { clockTime, fullTime } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { useThreadWords } from '../../locales/en-thread.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { skipUnchanged } from '../../ui/skip-unchanged.tsx';
import { BotTrace, MessageEditor, MessageMarks, MessageVersions, Translated } from './around-the-message.tsx';
import { translations } from './help-open.ts';
import { MessageBar } from './message-bar.tsx';
import { MessageFiles } from './message-files.tsx';
import { QuoteBlock } from './quote-block.tsx';
import { RichText } from './rich-text.tsx';
import { useThreadScope } from './thread-scope.ts';

type MessageItemProps = {
  message: TeamMessage;
  authorName: string;
  isFirstOfGroup: boolean;
  isLastOfGroup: boolean;
  isSeen: boolean; // the last one that the visitor has seen
  wasOther: boolean; // it was written as somebody else than its visitor is by now: verified, or not yet
};

export const MessageItem = skipUnchanged(Message);

function Message(props: MessageItemProps) {
  const { language } = useLocale();
  const said = useThreadWords();
  const { thread } = useThreadScope();
  const { message, authorName, isFirstOfGroup, isLastOfGroup, isSeen, wasOther } = props;
  const { id, kind, author, sentAt, editedAt, deletedAt } = message;
  const [hasHistory, setHistory] = useState(false);
  const isChosen = useComputed(() => thread.chosenId.value === id).value;
  const isTabStop = useComputed(() => (thread.chosenId.value ?? thread.sent.value.at(-1)?.id) === id).value;
  const isEdited = useComputed(() => thread.editedId.value === id).value;
  const isMarked = useComputed(() => thread.sought.value?.id === id).value;

  const frame = {
    'data-message': id,
    tabIndex: isTabStop ? 0 : -1,
    class: classes('group/message relative rounded-large outline-offset-2', isMarked && 'marked'),
  };
  const bar = isChosen && !isEdited && (
    <MessageBar message={message} hasHistory={hasHistory} onHistory={() => setHistory(!hasHistory)} />
  );
  const versions = hasHistory && <MessageVersions messageId={id} key={`${editedAt} ${deletedAt}`} />;
  const trace = (deletedAt || editedAt) && (
    <button
      type="button"
      tabIndex={isTabStop ? 0 : -1}
      aria-expanded={hasHistory}
      onClick={() => setHistory(!hasHistory)}
      class="underline decoration-dotted underline-offset-3 hover:text-ink"
    >
      {deletedAt ? said.message.history : said.thread.edited}
    </button>
  );
  const time = (
    <time dateTime={sentAt} title={fullTime(sentAt, language)}>
      {clockTime(sentAt, language)}
    </time>
  );
  const words = isEdited ? <MessageEditor message={message} /> : <Words message={message} />;

  if (kind === 'note') {
    return (
      <article {...frame} class={`${frame.class} mt-4`}>
        <NoteFrame>
          <header class="mb-1 flex items-start gap-1.5 text-small text-note-ink">
            <Icon name="lock" class="mt-px size-3.5" />
            <p class="min-w-0">
              <span class="font-semibold">{said.thread.note}</span> · <bdi class="font-semibold">{authorName}</bdi> ·{' '}
              {said.thread.onlyTeam}
            </p>
            <span class="ms-auto flex shrink-0 gap-1.5">
              {trace} {time}
            </span>
          </header>
          {words}
        </NoteFrame>
        {bar && <div class="absolute end-2 -top-3">{bar}</div>}
        {versions}
      </article>
    );
  }
  const isOurs = author.kind !== 'visitor';
  const isQuiet = !isLastOfGroup && !isSeen && !trace;
  return (
    <article
      {...frame}
      class={classes(
        frame.class,
        'flex flex-col',
        isOurs ? 'items-end' : 'items-start',
        isFirstOfGroup ? 'mt-4' : 'mt-1',
      )}
    >
      {isFirstOfGroup && (
        <header class="mb-1 flex flex-wrap items-center gap-x-2 px-1 text-small font-medium text-soft">
          <bdi>{authorName}</bdi>
          {author.kind === 'bot' && <span class="rounded-small bg-raised px-1.5">{said.thread.bot}</span>}
          {wasOther && author.kind === 'visitor' && (
            <span class="flex items-center gap-1 font-normal text-faint">
              <Icon name={author.identity === 'verified' ? 'verified' : 'unproven'} class="size-3.5" />
              {author.identity === 'verified' ? said.thread.verifiedThen : said.thread.claimedThen}
            </span>
          )}
        </header>
      )}
      <div class={classes('flex w-full items-center gap-1.5', isOurs && 'flex-row-reverse')}>
        <Bubble isOurs={isOurs} isGone={deletedAt !== null} isWide={isEdited}>
          {words}
        </Bubble>
        {bar}
      </div>
      <footer class={isQuiet ? 'sr-only' : 'mt-0.5 flex gap-1.5 px-1 text-small text-faint'}>
        {time}
        {trace && <span aria-hidden="true">·</span>}
        {trace}
        {isSeen && <span aria-hidden="true">·</span>}
        {isSeen && <span>{said.thread.seen}</span>}
      </footer>
      <MessageMarks message={message} />
      {versions}
    </article>
  );
}

function Words({ message }: { message: TeamMessage }) {
  const { strings: t } = useLocale();
  const { roster } = useThreadScope().inbox;
  const { text, quote, attachments, deletedAt, mentions = [] } = message;
  const names = mentions.flatMap(
    (named) => (named.kind === 'agent' ? roster.nameOfAgent(named.id) : roster.nameOfTeam(named.id)) ?? [],
  );
  const isTranslated = useComputed(() => translations.value.has(message.id)).value;
  if (deletedAt) return <p class="text-soft italic">{t.thread.deleted}</p>;
  return (
    <>
      {quote && <QuoteBlock quote={quote} />}
      {text && (isTranslated ? <Translated message={message} /> : <RichText text={text} names={names} />)}
      <MessageFiles files={attachments} />
      {message.bot && <BotTrace bot={message.bot} />}
    </>
  );
}

type BubbleProps = { isOurs: boolean; isGone?: boolean; isWide?: boolean; children: ComponentChildren };

export function Bubble({ isOurs, isGone = false, isWide = false, children }: BubbleProps) {
  return (
    <div
      class={classes(
        'said max-w-[min(85%,38rem)] min-w-0 rounded-large px-3.5 py-2 text-read',
        isWide && 'w-full',
        isOurs ? 'rounded-ee-small' : 'rounded-es-small',
        isGone ? 'border border-dashed border-line' : isOurs ? 'bg-mine' : 'bg-raised',
      )}
    >
      {children}
    </div>
  );
}

export function NoteFrame({ children }: { children: ComponentChildren }) {
  return <div class="rounded-medium border-s-3 border-note-line bg-note px-3.5 py-2.5">{children}</div>;
}

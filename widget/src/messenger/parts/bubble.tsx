import type { Unsent } from '@everthread/shared/client/timeline';
import type { MessageId } from '@everthread/shared/models/ids';
import type { Quote } from '@everthread/shared/models/message';
import { isBigEmoji } from '../big-emoji.ts';
import type { FilesModel } from '../models/files-model.ts';
import type { ThreadModel } from '../models/thread-model.ts';
import type { Row } from '../rows.ts';
import type { Speech } from '../words.ts';
import { Attached } from './attached.tsx';
import { Avatar } from './avatar.tsx';
import { focusField } from './focus-field.ts';
import { Words } from './later-bot.tsx';
import { QuotedLine, quoteOf } from './quoted.tsx';
import { RichText } from './rich-text.tsx';
import { skipUnchanged } from './skip-unchanged.tsx';

type SentRow = Extract<Row, { kind: 'sent' }>;
type UnsentRow = Extract<Row, { kind: 'unsent' }>;
export type Receipt = 'sent' | 'seen';

/** What every bubble needs beside its message. */
export type BubbleContext = {
  thread: ThreadModel;
  files: FilesModel;
  speech: Speech;
  goTo: (quote: Quote) => void;
  /** Puts what was refused back into the field. */
  rewrite: (message: Unsent) => void;
};

const classOf = (side: 'mine' | 'theirs', { isFirst, isLast }: { isFirst: boolean; isLast: boolean }) =>
  `message ${side}${isFirst ? ' first' : ''}${isLast ? ' last' : ''}`;

type SentProps = { row: SentRow; context: BubbleContext; receipt: Receipt | undefined };

export const SentBubble = skipUnchanged<SentProps>(
  DrawnBubble,
  (before, after) =>
    before.row.message === after.row.message &&
    before.row.isFirst === after.row.isFirst &&
    before.row.isLast === after.row.isLast &&
    before.receipt === after.receipt,
);

function DrawnBubble({ row, context, receipt }: SentProps) {
  const { id, author, text, sentAt, quote, attachments, editedAt, deletedAt } = row.message;
  const { thread, files, speech, goTo } = context;
  const at = new Date(sentAt);
  const isMine = author.kind === 'visitor';
  const notes = [editedAt && !deletedAt && speech.say('edited'), receipt && speech.say(receipt)].filter(Boolean);
  return (
    <li class={classOf(isMine ? 'mine' : 'theirs', row)} data-id={id} tabIndex={-1}>
      {!isMine && row.isLast && <Avatar name={author.name} />}
      {isMine ? (
        <span class="heard">{speech.say('you')}</span>
      ) : (
        <span class={row.isFirst ? 'author' : 'heard'} dir="auto">
          {author.name}
          {author.kind === 'bot' && <b class="badge">{speech.say('bot')}</b>}
        </span>
      )}
      {deletedAt ? (
        <div class="bubble gone">{speech.say('deleted')}</div>
      ) : (
        <div class="said">
          <div class={`bubble${quote || !isBigEmoji(text) ? '' : ' big'}`} dir="auto">
            {quote && (
              <button type="button" class="quoted" onClick={() => goTo(quote)}>
                <QuotedLine quote={quote} author={authorOf(thread, quote)} speech={speech} />
              </button>
            )}
            {attachments.map((attachment) => (
              <Attached key={attachment.id} attachment={attachment} files={files} speech={speech} />
            ))}
            <Words message={row.message} thread={thread} speech={speech} />
          </div>
          <button type="button" class="more" tabIndex={-1} aria-label={speech.say('more')} aria-haspopup="menu" />
        </div>
      )}
      {(row.isLast || notes.length > 0) && (
        <p class="meta">
          <time dateTime={sentAt} title={speech.fullTime(at)}>
            {speech.time(at)}
          </time>
          {notes.map((note) => ` · ${note}`)}
        </p>
      )}
    </li>
  );
}

/** Known where the quoted message is loaded. */
function authorOf(thread: ThreadModel, quote: Quote): string | undefined {
  const quoted = thread.timeline.peek().sent.find(({ id }) => id === quote.id);
  return quoted && quoted.author.kind !== 'visitor' ? quoted.author.name : undefined;
}

type UnsentProps = { row: UnsentRow; context: BubbleContext };

export function UnsentBubble({ row, context }: UnsentProps) {
  const { id, text, state, quoteId, attachmentIds } = row.message;
  const { thread, files, speech, rewrite } = context;
  const quoted = quoteId && thread.timeline.peek().sent.find((message) => message.id === quoteId);
  const quote = quoted && quoteOf(quoted);

  /** With what was pressed the row of buttons goes. */
  function leave(act: (id: MessageId) => void): void {
    act(id);
    focusField();
  }

  return (
    <li class={`${classOf('mine', row)} ${state}`}>
      <span class="heard">{speech.say('you')}</span>
      <div class={`bubble${quote || !isBigEmoji(text) ? '' : ' big'}`} dir="auto">
        {quote && (
          <div class="quoted">
            <QuotedLine quote={quote} author={authorOf(thread, quote)} speech={speech} />
          </div>
        )}
        {files.kept(attachmentIds).map((attachment) => (
          <Attached key={attachment.id} attachment={attachment} files={files} speech={speech} />
        ))}
        <RichText text={text} />
      </div>
      {state === 'failed' ? (
        <p class="meta" role="alert">
          {speech.say('failed')}
          <button type="button" class="again" onClick={() => leave(thread.sendAgain)}>
            {speech.say('again')}
          </button>
          {!attachmentIds?.length && (
            <button type="button" class="again" onClick={() => rewrite(row.message)}>
              {speech.say('edit')}
            </button>
          )}
          <button type="button" class="again" onClick={() => leave(thread.discard)}>
            {speech.say('remove')}
          </button>
        </p>
      ) : (
        row.isLast && <p class="meta">{speech.say('sending')}</p>
      )}
    </li>
  );
}

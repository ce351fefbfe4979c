import type { MessageId } from '@everthread/shared/models/ids';
import type { Row } from '../rows.ts';
import type { Speech } from '../words.ts';
import { Avatar } from './avatar.tsx';
import { skipUnchanged } from './skip-unchanged.tsx';

type SentRow = Extract<Row, { kind: 'sent' }>;
type UnsentRow = Extract<Row, { kind: 'unsent' }>;

const classOf = (side: 'mine' | 'theirs', { isFirst, isLast }: { isFirst: boolean; isLast: boolean }) =>
  `message ${side}${isFirst ? ' first' : ''}${isLast ? ' last' : ''}`;

type SentProps = { row: SentRow; speech: Speech; isNewest: boolean };

export const SentBubble = skipUnchanged<SentProps>(
  DrawnBubble,
  (before, after) =>
    before.row.message === after.row.message &&
    before.row.isFirst === after.row.isFirst &&
    before.row.isLast === after.row.isLast &&
    before.isNewest === after.isNewest,
);

function DrawnBubble({ row, speech, isNewest }: SentProps) {
  const { author, text, sentAt } = row.message;
  const at = new Date(sentAt);
  const isMine = author.kind === 'visitor';
  return (
    <li class={classOf(isMine ? 'mine' : 'theirs', row)}>
      {!isMine && row.isLast && <Avatar name={author.name} />}
      {isMine ? (
        <span class="heard">{speech.say('you')}</span>
      ) : (
        <span class={row.isFirst ? 'author' : 'heard'} dir="auto">
          {author.name}
        </span>
      )}
      <div class="bubble" dir="auto">
        {text}
      </div>
      {row.isLast && (
        <p class="meta">
          <time dateTime={sentAt} title={speech.fullTime(at)}>
            {speech.time(at)}
          </time>
          {isMine && isNewest && ` · ${speech.say('sent')}`}
        </p>
      )}
    </li>
  );
}

type UnsentProps = { row: UnsentRow; speech: Speech; onAgain: (id: MessageId) => void };

export function UnsentBubble({ row, speech, onAgain }: UnsentProps) {
  const { id, text, state } = row.message;
  return (
    <li class={`${classOf('mine', row)} ${state}`}>
      <span class="heard">{speech.say('you')}</span>
      <div class="bubble" dir="auto">
        {text}
      </div>
      {state === 'failed' ? (
        <p class="meta" role="alert">
          {speech.say('failed')}
          <button type="button" class="again" onClick={() => onAgain(id)}>
            {speech.say('again')}
          </button>
        </p>
      ) : (
        row.isLast && <p class="meta">{speech.say('sending')}</p>
      )}
    </li>
  );
}

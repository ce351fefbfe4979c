import type { Snippet } from '@everthread/shared/models/search';
import type { ComponentChildren } from 'preact';
import { useApp } from '../../app-context.ts';
import { findingWords } from '../../commands/finding-words.ts';
import { fullTime, shortAge } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import type { RosterModel } from '../../models/roster-model.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Marked } from '../../ui/marked.tsx';
import { visitorName } from '../../visitor-name.ts';
import type { Result } from './results.ts';

/** What was found, in two lines: of whom and when, and the words themselves. */
export function ResultLine({ result, roster }: { result: Exclude<Result, { kind: 'older' }>; roster: RosterModel }) {
  const { strings: t } = useLocale();
  switch (result.kind) {
    case 'visitor': {
      const { hit } = result;
      const { name, email, externalId } = hit;
      return (
        <Line
          id={hit.visitorId}
          name={visitorName({ id: hit.visitorId, name: name?.text ?? null }, t)}
          at={hit.lastSeenAt}
          head={name}
        >
          <Parts parts={[email, externalId]} />
        </Line>
      );
    }
    case 'topic': {
      const { hit } = result;
      return (
        <Line id={hit.visitor.id} name={visitorName(hit.visitor, t)} at={hit.lastMessageAt} note={t.topics[hit.status]}>
          <Marked {...hit.subject} />
        </Line>
      );
    }
    case 'message': {
      const { hit } = result;
      const by = hit.by && (roster.nameOfAgent(hit.by) ?? t.topics.ours);
      return (
        <Line
          id={hit.visitor.id}
          name={visitorName(hit.visitor, t)}
          at={hit.sentAt}
          note={hit.kind === 'note' ? findingWords().search.note : undefined}
          isNote={hit.kind === 'note'}
        >
          {by && <span class="text-faint">{by}: </span>}
          <Marked {...hit.snippet} />
          {hit.files.length > 0 && (
            <span class="ms-1 inline-flex items-center gap-1 align-bottom">
              <Icon name="clip" class="size-3.5" />
              <Parts parts={hit.files} />
            </span>
          )}
        </Line>
      );
    }
    default:
      return result satisfies never;
  }
}

type LineProps = {
  id: string;
  name: string;
  head?: Snippet | null;
  at: string;
  note?: string | undefined;
  isNote?: boolean;
  children: ComponentChildren;
};

function Line({ id, name, head, at, note, isNote, children }: LineProps) {
  const { now } = useApp();
  const { strings: t, language } = useLocale();
  return (
    <>
      <Avatar id={id} name={name} />
      <div class="min-w-0 flex-1">
        <div class="flex items-baseline gap-2">
          <span dir="auto" class="line font-medium text-ink">
            {head ? <Marked {...head} /> : name}
          </span>
          {note && (
            <span
              class={`shrink-0 rounded-full px-1.5 text-small ${isNote ? 'bg-note text-note-ink' : 'border border-line text-soft'}`}
            >
              {note}
            </span>
          )}
          <time dateTime={at} title={fullTime(at, language)} class="ms-auto shrink-0 text-small text-faint">
            {shortAge(at, now.now.value, language, t.dates)}
          </time>
        </div>
        <p dir="auto" class="mt-0.5 line-clamp-2 text-left text-soft rtl:text-right [overflow-wrap:anywhere]">
          {children}
        </p>
      </div>
    </>
  );
}

function Parts({ parts }: { parts: readonly (Snippet | null)[] }) {
  return (
    <>
      {parts
        .filter((part) => part !== null)
        .map((part, at) => (
          <bdi key={part.text}>
            {at > 0 && ' · '}
            <Marked {...part} />
          </bdi>
        ))}
    </>
  );
}

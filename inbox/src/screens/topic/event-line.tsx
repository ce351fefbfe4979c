import type { TopicEvent } from '@everthread/shared/models/topic-change';
import { useApp } from '../../app-context.ts';
import { clockTime, fullTime, momentName } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import type { RosterModel } from '../../models/roster-model.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { eventWords } from './event-words.ts';
import { agentName, teamName } from './people.ts';
import { workWords } from './work-words.ts';

/** A quiet line that says what happened to a topic. Only the team sees it. */
export function EventLine({ event, roster }: { event: TopicEvent; roster: RosterModel }) {
  const { now } = useApp();
  const { strings: t, language } = useLocale();
  const w = workWords();
  const names = {
    agent: (id: Parameters<typeof agentName>[1]) => agentName(roster, id),
    team: (id: Parameters<typeof teamName>[1]) => teamName(roster, id),
    tag: (id: string) => roster.workspace.value?.tags.find((tag) => tag.id === id)?.name ?? w.removedTag,
    moment: (at: string) => momentName(at, now.now.value, language, t.dates),
  };
  const said = eventWords(event, names, w);
  if (said.length === 0) return null;
  return (
    <p class="my-1.5 px-4 text-center text-small text-balance break-words text-faint">
      <Icon name={iconOf(event)} class="me-1.5 inline size-3.5 align-[-0.1875rem]" />
      <bdi>{said.join(' · ')}</bdi>{' '}
      <time dateTime={event.at} title={fullTime(event.at, language)} class="whitespace-nowrap">
        · {clockTime(event.at, language)}
      </time>
    </p>
  );
}

function iconOf({ what }: TopicEvent): IconName {
  if (what.kind === 'woken') return 'clock';
  if (what.kind !== 'changed') return 'layers';
  const { status, assigneeId, teamId } = what.after;
  if (status === 'done') return 'check';
  if (status === 'snoozed') return 'clock';
  if (status) return 'reopen';
  if (assigneeId !== undefined) return 'person';
  return teamId === undefined ? 'pencil' : 'people';
}

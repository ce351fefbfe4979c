import type { AgentId, TagId, TeamId } from '@everthread/shared/models/ids';
import type { TopicEvent, TopicFacets } from '@everthread/shared/models/topic-change';
import type { WorkWords } from '../../locales/en-work.ts';

/** What things are called now. */
export type Names = {
  agent: (id: AgentId) => string;
  team: (id: TeamId) => string;
  tag: (id: TagId) => string;
  /** A moment to come. */
  moment: (at: string) => string;
};

/** What happened, in words: a sentence for each thing that changed. */
export function eventWords({ agentId, what }: TopicEvent, names: Names, w: WorkWords): string[] {
  const e = w.events;
  const who = agentId ? names.agent(agentId) : e.system;
  switch (what.kind) {
    case 'woken':
      return [e.woken];
    case 'split':
      return [e.split(who)];
    case 'merged':
      return [e.merged(who)];
    case 'moved':
      return [e.moved(who, what.count)];
    case 'changed':
      return changeWords(what.before, what.after, { who, agentId }, names, w);
    default:
      return what satisfies never;
  }
}

type By = { who: string; agentId: AgentId | null };

function changeWords(
  before: TopicFacets,
  after: TopicFacets,
  { who, agentId }: By,
  names: Names,
  w: WorkWords,
): string[] {
  const e = w.events;
  const { assigneeId, teamId, priority, subject, tagIds } = after;
  const said: (string | false | null | undefined)[] = [
    assigneeId === null && e.unassigned(who),
    assigneeId && (assigneeId === agentId ? e.took(who) : e.assigned(who, names.agent(assigneeId))),
    teamId === null && e.unteamed(who),
    teamId && e.teamed(who, names.team(teamId)),
    turnWords(before, after, who, names, w),
    priority && (priority === 'none' ? e.noPriority(who) : e.priority(who, w.priority[priority])),
    subject === null && e.noSubject(who),
    subject && e.subject(who, subject),
    listed(
      (tagIds ?? []).filter((id) => !before.tagIds?.includes(id)),
      names,
      (tags) => e.tagged(who, tags),
    ),
    listed(
      (before.tagIds ?? []).filter((id) => !tagIds?.includes(id)),
      names,
      (tags) => e.untagged(who, tags),
    ),
  ];
  return said.filter((words): words is string => Boolean(words));
}

function turnWords(
  before: TopicFacets,
  { status, snoozedUntil }: TopicFacets,
  who: string,
  names: Names,
  w: WorkWords,
) {
  const e = w.events;
  switch (status) {
    case 'done':
      return e.done(who);
    case 'waiting':
      return e.waiting(who);
    case 'snoozed':
      return snoozedUntil ? e.snoozed(who, names.moment(snoozedUntil)) : e.snoozedWrites(who);
    case 'open':
      return before.status === 'snoozed' ? e.unsnoozed(who) : e.reopened(who);
    case 'merged':
    case undefined:
      return undefined;
    default:
      return status satisfies never;
  }
}

const listed = (ids: readonly TagId[], { tag }: Names, say: (tags: string) => string): string | false =>
  ids.length > 0 && say(ids.map((id) => `“${tag(id)}”`).join(', '));

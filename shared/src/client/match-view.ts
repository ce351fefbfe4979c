import type { AgentId } from '../models/ids.ts';
import type { Topic } from '../models/topic.ts';
import type { ViewFilters } from '../models/view.ts';

/** What a view may ask about a topic's visitor. Not every topic comes with it. */
export type VisitorFacts = {
  language: string | null;
  pageUrl: string | null;
  attributes: Readonly<Record<string, unknown>>;
  tagIds: readonly string[];
};

/** What a view may ask about a topic itself; of one that has not begun yet it is known too. */
export type TopicFacts = Pick<
  Topic,
  'id' | 'status' | 'assigneeId' | 'teamId' | 'tagIds' | 'priority' | 'channel' | 'waitingSince'
>;

/** `namedIn`: of what is not done, all topics where he is named in a note, as far as that is known. */
export type Looker = { agentId: AgentId; nowMs: number; namedIn?: ReadonlySet<string> | undefined };

/** `undefined`: only the server knows. */
export type Match = boolean | undefined;

/** Whether a topic belongs into a view, seen by this agent, now. The same as `viewCondition` says in SQL. */
export function matches(filters: ViewFilters, topic: TopicFacts, looker: Looker, visitor?: VisitorFacts): Match {
  if (!matchesTopic(filters, topic, looker)) return false;
  const isNamed = filters.mentions ? isNamedIn(topic, looker) : true;
  if (isNamed === false || !asksForVisitor(filters)) return isNamed;
  const isVisitor = visitor && matchesVisitor(filters, visitor);
  return isNamed === undefined && isVisitor ? undefined : isVisitor;
}

/** Whether more than the topic has to be known: who its visitor is. */
export const asksForVisitor = ({ language, page, attributes, visitorTag }: ViewFilters): boolean =>
  language !== undefined || page !== undefined || attributes !== undefined || visitorTag !== undefined;

function isNamedIn({ id, status }: TopicFacts, { namedIn }: Looker): Match {
  return namedIn?.has(id) || (namedIn && status !== 'done' ? false : undefined);
}

function matchesTopic(filters: ViewFilters, topic: TopicFacts, { agentId, nowMs }: Looker): boolean {
  const { status, assignee, team, tag, priority, channel, waitingMinutes } = filters;
  const { assigneeId, waitingSince } = topic;
  return (
    topic.status !== 'merged' &&
    isAmong(status, topic.status) &&
    (!assignee || assignee.includes(assigneeId ?? 'nobody') || (assigneeId === agentId && assignee.includes('me'))) &&
    isAmong(team, topic.teamId ?? 'nobody') &&
    (!tag || topic.tagIds.some((id) => tag.includes(id))) &&
    isAmong(priority, topic.priority) &&
    isAmong(channel, topic.channel ?? 'messenger') &&
    (waitingMinutes === undefined ||
      (waitingSince !== null && Date.parse(waitingSince) <= nowMs - waitingMinutes * 60_000))
  );
}

function matchesVisitor({ language, page, attributes = [], visitorTag }: ViewFilters, visitor: VisitorFacts): boolean {
  return (
    isAmong(language, visitor.language?.split('-')[0]) &&
    (page === undefined || (visitor.pageUrl?.includes(page) ?? false)) &&
    (!visitorTag || visitor.tagIds.some((id) => visitorTag.some((tag) => tag === id))) &&
    attributes.every(({ key, value }) => textOfAttribute(visitor.attributes, key) === value)
  );
}

function textOfAttribute(attributes: VisitorFacts['attributes'], key: string): string | undefined {
  const value = Object.hasOwn(attributes, key) ? attributes[key] : undefined;
  return typeof value === 'object' || value === undefined ? undefined : String(value);
}

const isAmong = <Choice>(choices: readonly Choice[] | undefined, value: NoInfer<Choice> | undefined): boolean =>
  choices === undefined || (value !== undefined && choices.includes(value));

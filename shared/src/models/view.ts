import * as z from 'zod/mini';
import { AgentId, TagId, TeamId, TopicId, ViewId } from './ids.ts';
import { textOf } from './text.ts';
import { Priority, WorkStatus } from './topic.ts';

/** How a topic was begun. */
export const Channel = z.enum(['messenger', 'mail']);
export type Channel = z.infer<typeof Channel>;

/** The longest time of waiting that a view can ask for: a year. */
const MOST_MINUTES = 525_600;

const some = <Choice extends z.ZodMiniType>(choice: Choice) =>
  z.optional(z.array(choice).check(z.minLength(1), z.maxLength(50)));

/** An attribute that the workspace gave its visitors, and the value it has to have. */
export const AttributeFilter = z.strictObject({
  key: textOf(100, 1),
  value: textOf(300),
});
export type AttributeFilter = z.infer<typeof AttributeFilter>;

/** Which topics a view shows: those for which every filter holds. Where a filter names several choices, any of them will do. */
export const ViewFilters = z.strictObject({
  status: some(WorkStatus),
  assignee: some(z.union([z.enum(['me', 'nobody']), AgentId])),
  team: some(z.union([z.literal('nobody'), TeamId])),
  tag: some(TagId),
  visitorTag: some(TagId),
  mentions: some(z.literal('me')), // in a note of it
  priority: some(Priority),
  channel: some(Channel),
  language: some(z.string().check(z.regex(/^[a-z]{2,3}$/, { error: 'must be a language code such as `ar`' }))),
  page: z.optional(textOf(300, 1)), // stands somewhere in the address of the page where the visitor was last
  attributes: z.optional(z.array(AttributeFilter).check(z.minLength(1), z.maxLength(10))), // each of them
  waitingMinutes: z.optional(z.int().check(z.minimum(1), z.maximum(MOST_MINUTES))), // at least so long
});
export type ViewFilters = z.infer<typeof ViewFilters>;

/**
 * What comes first in a list. `waiting`: who has waited longest. `priority`: what presses most, then who has waited
 * longest. `promise`: whose promise comes due next. `target`: which is closest to its target, or farthest past it.
 */
export const ViewSort = z.enum(['newest', 'waiting', 'priority', 'promise', 'target']);
export type ViewSort = z.infer<typeof ViewSort>;

/** A view that an agent has made. A shared one is seen by all agents of the workspace. */
export const View = z.object({
  id: ViewId,
  name: z.string(),
  filters: ViewFilters,
  sort: ViewSort,
  isShared: z.boolean(),
  ownerId: AgentId, // who made it
});
export type View = z.infer<typeof View>;

const Name = textOf(60, 1);

/** The id is chosen by the sender, so that saving twice saves once, and what was deleted can be brought back. */
export const NewView = z.strictObject({
  id: ViewId,
  name: Name,
  filters: ViewFilters,
  sort: ViewSort,
  isShared: z.boolean(),
});
export type NewView = z.infer<typeof NewView>;

export const ViewChange = z.strictObject({
  name: z.optional(Name),
  filters: z.optional(ViewFilters),
  sort: z.optional(ViewSort),
  isShared: z.optional(z.boolean()),
});
export type ViewChange = z.infer<typeof ViewChange>;

/** The shared views as all are to see them, from the first. */
export const ViewsOrder = z.strictObject({ ids: z.array(ViewId).check(z.maxLength(500)) });
export type ViewsOrder = z.infer<typeof ViewsOrder>;

/** How many topics of each status a view holds. */
export const StatusCounts = z.partialRecord(WorkStatus, z.int());
export type StatusCounts = z.infer<typeof StatusCounts>;

/**
 * The agent's own views with those that are shared, and the counts of all views, the built-in ones included, by their
 * key. `namedIn`: of what is not done, where he is named in a note; null where that is too much to say.
 */
export const Views = z.object({
  views: z.array(View),
  counts: z.record(z.string(), StatusCounts),
  namedIn: z.nullable(z.array(TopicId)),
});
export type Views = z.infer<typeof Views>;

import type { VisitorFacts } from '@everthread/shared/client/match-view';
import type { TargetId, TeamId, TopicId, TopicTargetId, ViewId, WorkspaceId } from '@everthread/shared/models/ids';
import type { SegmentFilters } from '@everthread/shared/models/segment';
import type { TargetKind, TargetOutcome } from '@everthread/shared/models/topic-target';
import type { ViewFilters } from '@everthread/shared/models/view';
import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import type { Database } from '../db/connect.ts';
import { messages } from '../db/schema/messages.ts';
import { waits } from '../db/schema/promises.ts';
import { targets, topicTargets } from '../db/schema/targets.ts';
import { topicEvents } from '../db/schema/topic-events.ts';
import { topics } from '../db/schema/topics.ts';
import { views } from '../db/schema/views.ts';
import { visitorTags } from '../db/schema/visitor-tags.ts';
import { visitors } from '../db/schema/visitors.ts';
import { selectOfficeHours } from '../hours/select-hours.ts';
import { selectTopics } from '../topics/topic-rows.ts';
import type { Turn, Wait } from './reckon.ts';

/** A target with the filters of its view: none where that is gone, or is not shared any more. */
export type TargetRow = {
  id: TargetId;
  viewId: ViewId | null;
  filters: SegmentFilters;
  viewFilters: ViewFilters | null;
  first: number | null;
  next: number | null;
  done: number | null;
  inOfficeHours: boolean;
  createdAt: Date;
};

/** A statement: the targets that a workspace has. */
export const selectTargets = (db: Database, workspaceId: WorkspaceId) =>
  db
    .select({
      id: targets.id,
      viewId: targets.viewId,
      filters: targets.filters,
      viewFilters: views.filters,
      first: targets.firstMinutes,
      next: targets.nextMinutes,
      done: targets.doneMinutes,
      inOfficeHours: targets.inOfficeHours,
      createdAt: targets.createdAt,
    })
    .from(targets)
    .leftJoin(
      views,
      and(eq(views.workspaceId, targets.workspaceId), eq(views.id, targets.viewId), eq(views.isShared, true)),
    )
    .where(and(eq(targets.workspaceId, workspaceId), isNull(targets.removedAt)));

type Facts = VisitorFacts & { id: string };
type WaitRow = Wait & { topicId: TopicId };
type TurnRow = Turn & { topicId: TopicId };

/** What is kept of a target in a topic. */
export type KnownRow = {
  id: TopicTargetId;
  topicId: TopicId;
  targetId: TargetId;
  kind: TargetKind;
  since: number;
  teamId: TeamId | null;
  minutes: number;
  inOfficeHours: boolean;
  due: number | null;
  outcome: TargetOutcome;
  warned: number | null;
  breached: number | null;
  ended: number | null;
};

const ms = (column: string): SQL => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);

/** Statements: all that the targets of these topics hang on, with the office hours. */
export function selectCourses({ db, actor }: Context<SystemActor>, topicIds: readonly TopicId[]) {
  const { workspaceId } = actor;
  const ids = sql`(select jsonb_array_elements_text(${JSON.stringify(topicIds)}::jsonb)::uuid)`;
  const own = (row: string): SQL => sql`${sql.raw(row)}.workspace_id = ${workspaceId}`;
  const eventsOfTopics = sql`from ${topics} topic join ${topicEvents} event on event.workspace_id = topic.workspace_id
            and event.thread_id = topic.thread_id and event.topic_id = topic.id
          where ${own('topic')} and topic.id in ${ids}`;
  return [
    selectTopics(db).where(and(eq(topics.workspaceId, workspaceId), inArray(topics.id, [...topicIds]))),
    db.execute<Facts>(sql`
      select visitor.id, visitor.language, visitor.page_url as "pageUrl", visitor.attributes,
        array(select tag_id from ${visitorTags} tagged
          where tagged.workspace_id = visitor.workspace_id and tagged.visitor_id = visitor.id) as "tagIds"
      from ${visitors} visitor where ${own('visitor')} and visitor.id in (
        select thread.visitor_id from threads thread join ${topics} topic
          on topic.workspace_id = thread.workspace_id and topic.thread_id = thread.id
        where ${own('topic')} and topic.id in ${ids})`),
    db.execute<WaitRow>(sql`
      select topic_id as "topicId", kind, ${ms('since')} as since, ${ms('ended_at')} as ended, ended as how
      from ${waits} wait where ${own('wait')} and wait.topic_id in ${ids}`),
    db.execute<TurnRow>(sql`
      select "topicId", at, status from (
        select *, lag(status) over (partition by "topicId" order by at) as before from (
          select topic.id as "topicId", ${ms('message.sent_at')} as at,
            case message.author_kind when 'visitor' then 'open' else 'waiting' end as status
          from ${topics} topic join ${messages} message on message.workspace_id = topic.workspace_id
            and message.thread_id = topic.thread_id and message.topic_id = topic.id
          where ${own('topic')} and topic.id in ${ids} and message.kind = 'message' and message.author_kind in ('visitor', 'agent')
          union all
          select event.topic_id, ${ms('event.at')}, coalesce(event.after ->> 'status', 'open') ${eventsOfTopics}
            and (event.kind = 'woken' or event.kind = 'changed' and event.after ? 'status')
          union all
          select event.topic_id, ${ms('event.undone_at')}, event.before ->> 'status' ${eventsOfTopics}
            and event.undone_at is not null and event.kind = 'changed' and event.before ? 'status'
        ) said
      ) turn where before is distinct from status`),
    db.execute<KnownRow>(sql`
      select id, topic_id as "topicId", target_id as "targetId", kind, ${ms('since')} as since, team_id as "teamId", minutes,
        in_office_hours as "inOfficeHours", ${ms('due_at')} as due, outcome, ${ms('warned_at')} as warned,
        ${ms('breached_at')} as breached, ${ms('ended_at')} as ended
      from ${topicTargets} known where ${own('known')} and known.topic_id in ${ids}`),
    selectOfficeHours(db, workspaceId),
  ] as const;
}

import type { TopicId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { topicTargets } from '../db/schema/targets.ts';
import { AppError } from '../errors.ts';
import { scheduleOf } from '../hours/hours-of.ts';
import { toOfficeHours } from '../hours/select-hours.ts';
import { toTopic } from '../topics/topic-view.ts';
import { keepStands, type Stands } from './keep-stands.ts';
import { turnsOf } from './reckon.ts';
import { standOf } from './stand-of-topic.ts';
import { selectCourses, selectTargets, type TargetRow } from './target-rows.ts';

const TRIES = 4;

/**
 * Sees what the targets of these topics have come to, and keeps it. A workspace without targets costs one small trip.
 * Where somebody changes a topic in between it is looked at again. Safe to repeat.
 */
export async function reviewTopicTargets(ctx: Context<SystemActor>, topicIds: readonly TopicId[]): Promise<void> {
  let left = [...new Set(topicIds)];
  if (left.length === 0) return;
  const { workspaceId } = ctx.actor;
  const [targets, running] = await inWorkspace(ctx, [
    selectTargets(ctx.db, workspaceId),
    ctx.db.execute(sql`select 1 from ${topicTargets} where workspace_id = ${workspaceId} and ended_at is null limit 1`),
  ]);
  if (targets.length === 0 && running.rows.length === 0) return;
  for (let tries = 0; left.length > 0; tries += 1) {
    if (tries === TRIES) throw new AppError('unavailable', 'The topics changed while their targets were looked at');
    const read = await readCourses(ctx, left);
    const changed = standsOf(ctx, targets, read).filter(({ stands }) => stands.some(({ isChanged }) => isChanged));
    left = changed.length > 0 ? await keepStands(ctx, changed) : [];
  }
}

const readCourses = (ctx: Context<SystemActor>, topicIds: readonly TopicId[]) =>
  inWorkspace(ctx, selectCourses(ctx, topicIds));

function standsOf(
  ctx: Context<SystemActor>,
  targets: readonly TargetRow[],
  [topics, facts, waits, turns, known, office]: Awaited<ReturnType<typeof readCourses>>,
): Stands[] {
  const nowMs = ctx.now().getTime();
  const hours = toOfficeHours(office);
  const visitors = new Map(facts.rows.map((row) => [row.id, row]));
  const [waitsOf, turnsIn, knownOf] = [byTopic(waits.rows), byTopic(turns.rows), byTopic(known.rows)];
  return topics.flatMap((row): Stands[] => {
    const visitor = visitors.get(row.visitorId);
    if (!visitor) return [];
    const startedMs = row.startedAt.getTime();
    const course = {
      startedMs,
      doneMs: row.doneAt?.getTime() ?? null,
      isMerged: row.status === 'merged',
      waits: waitsOf.get(row.id) ?? [],
      turns: turnsOf(turnsIn.get(row.id) ?? [], row.status, startedMs),
    };
    const standing = { topic: toTopic(row), visitor, course, known: knownOf.get(row.id) ?? [] };
    const stands = standOf(standing, targets, scheduleOf(hours, row.teamId), nowMs, ctx.newId);
    return [{ topicId: row.id, threadId: row.threadId, rev: row.rev, stands }];
  });
}

const byTopic = <Row extends { topicId: TopicId }>(rows: readonly Row[]): Map<TopicId, Row[]> =>
  Map.groupBy(rows, ({ topicId }) => topicId);

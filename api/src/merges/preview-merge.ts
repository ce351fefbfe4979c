import type { VisitorId } from '@everthread/shared/models/ids';
import type { Attribute } from '@everthread/shared/models/visitor-details';
import type { MergePreview, MergeSide } from '@everthread/shared/models/visitor-merge';
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { attachments } from '../db/schema/attachments.ts';
import { drafts } from '../db/schema/drafts.ts';
import { messages } from '../db/schema/messages.ts';
import { scheduledMessages } from '../db/schema/scheduled.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { visitorKeys, visitors } from '../db/schema/visitors.ts';
import { AppError } from '../errors.ts';
import { noSuchVisitor, tagIdsOfVisitor } from '../visitors/get-visitor.ts';
import { attributesOf, toVisitor } from '../visitors/visitor-view.ts';

/** What would become of these two if they were merged. Changes nothing. For those who work here. */
export async function previewMerge(
  ctx: Context<AgentActor>,
  visitorId: VisitorId,
  otherId: VisitorId,
): Promise<MergePreview> {
  if (visitorId === otherId) throw new AppError('invalid', '`with` must be another visitor');
  const [rows] = await inWorkspace(ctx, [selectSides(ctx, [visitorId, otherId])]);
  const [one, other] = [visitorId, otherId].map((id) => rows.find((row) => row.visitor.id === id));
  if (!one || !other) throw noSuchVisitor();
  const isProven = ({ visitor }: Row) => visitor.identity === 'verified';
  const [kept, merged] = isProven(other) && !isProven(one) ? [other, one] : [one, other];
  return {
    kept: toSide(kept),
    merged: toSide(merged),
    refusal: isProven(merged) ? 'both_proven' : null,
    conflicts: conflictsOf(kept, merged),
    readers: isProven(kept) ? 'proven' : 'all_devices',
  };
}

const countOf = (table: SQL, which: SQL): SQL<number> =>
  sql<number>`(select count(*)::integer from ${table} each where each.workspace_id = ${visitors.workspaceId} and ${which})`;
const inThread = sql`each.thread_id = ${threads.id}`;

const selectSides = ({ db, actor: { workspaceId } }: Context<AgentActor>, ids: VisitorId[]) =>
  db
    .select({
      visitor: visitors,
      messages: countOf(sql`${messages}`, inThread),
      topics: countOf(sql`${topics}`, sql`${inThread} and each.status <> 'merged'`),
      files: countOf(sql`${attachments}`, sql`${inThread} and each.message_id is not null`),
      waiting: countOf(sql`${scheduledMessages}`, sql`${inThread} and each.state in ('waiting', 'returned', 'left')`),
      drafts: countOf(sql`${drafts}`, sql`${inThread} and (each.text <> '' or each.kept <> '[]')`),
      devices: countOf(sql`${visitorKeys}`, sql`each.visitor_id = ${visitors.id}`),
      tagIds: tagIdsOfVisitor,
    })
    .from(visitors)
    .innerJoin(threads, and(eq(threads.workspaceId, visitors.workspaceId), eq(threads.visitorId, visitors.id)))
    .where(and(eq(visitors.workspaceId, workspaceId), inArray(visitors.id, ids)));

type Row = Awaited<ReturnType<typeof selectSides>>[number];

const toSide = ({ visitor, ...counts }: Row): MergeSide => ({
  visitor: toVisitor(visitor),
  ...counts,
  attributes: attributesOf(visitor),
});

/** What both have and does not say the same. Both public and private fields: these are whose eyes they are for. */
function conflictsOf({ visitor: kept }: Row, { visitor: merged }: Row): MergePreview['conflicts'] {
  const names = (['name', 'email'] as const).flatMap((field) => {
    const column = field === 'name' ? 'shownName' : 'shownEmail';
    const [stays, goes] = [kept[column], merged[column]];
    return stays !== null && goes !== null && stays !== goes ? [{ field, name: field, kept: stays, merged: goes }] : [];
  });
  const others = new Map(attributesOf(merged).map((attribute) => [attribute.name, attribute]));
  const say = ({ value }: Attribute) => String(value);
  const attributes = attributesOf(kept).flatMap((attribute) => {
    const other = others.get(attribute.name);
    if (!other || say(other) === say(attribute)) return [];
    return [{ field: 'attribute' as const, name: attribute.name, kept: say(attribute), merged: say(other) }];
  });
  return [...names, ...attributes];
}

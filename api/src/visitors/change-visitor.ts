import type { VisitorId } from '@everthread/shared/models/ids';
import {
  MOST_ATTRIBUTES,
  type VisitorChange,
  type VisitorChanged,
  type VisitorDetails,
} from '@everthread/shared/models/visitor-details';
import { and, eq, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { texts, uuids } from '../db/lists.ts';
import { threads } from '../db/schema/threads.ts';
import { tags } from '../db/schema/topics.ts';
import { visitorTags } from '../db/schema/visitor-tags.ts';
import { visitors } from '../db/schema/visitors.ts';
import { AppError } from '../errors.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { sourcesThatStand } from './fields-told.ts';
import { noSuchVisitor, selectDetails, whyNoMail } from './get-visitor.ts';
import { visitorChanged } from './visitor-changed.ts';
import { toVisitorDetails } from './visitor-view.ts';

/**
 * An agent writes down what a visitor is called, where he is reached, and the workspace's own fields. It stands beside
 * what he says of himself and what is proven of him, and overwrites neither; a field that he writes is the team's until
 * the site signs another value. Safe to repeat. Gives what is known now,
 * and the change that puts back what was there before.
 */
export async function changeVisitor(
  ctx: Context<AgentActor>,
  visitorId: VisitorId,
  change: VisitorChange,
): Promise<VisitorChanged> {
  const { workspaceId } = ctx.actor;
  const itsThread = and(eq(threads.workspaceId, workspaceId), eq(threads.visitorId, visitorId));
  // Whoever changes a visitor holds his thread, so what is read here is what the change finds.
  const results = await inWorkspace(ctx, [
    lockThread(ctx.db, itsThread),
    ...selectDetails(ctx, visitorId),
    write(ctx, visitorId, change),
    ...selectDetails(ctx, visitorId),
  ]);
  const [, [before], devicesBefore, , [row], devices] = results;
  if (!before || !row) throw noSuchVisitor();
  const suppressed = await whyNoMail(ctx, row);
  const was = toVisitorDetails(before, devicesBefore, ctx.now(), suppressed);
  if (isTooMany(was, change)) {
    throw new AppError('conflict', `A visitor can have ${MOST_ATTRIBUTES} fields. Remove one first`);
  }
  return { details: toVisitorDetails(row, devices, ctx.now(), suppressed), undo: undoOf(was, change) };
}

function write(ctx: Context<AgentActor>, visitorId: VisitorId, change: VisitorChange) {
  const { name, email, attributes = [], addTagIds = [], removeTagIds = [] } = change;
  const names = texts(attributes.map((each) => each.name));
  const fields = (isPrivate: boolean) => {
    const kept = attributes.filter((each) => each.value !== null && each.isPrivate === isPrivate);
    return sql`${JSON.stringify(Object.fromEntries(kept.map((each) => [each.name, each.value])))}::jsonb`;
  };
  const noted = (column: string, value: string | null | undefined) =>
    value === undefined ? sql.raw(`visitor.${column}`) : sql`${value}::text`;
  const count = (table: string) =>
    sql.raw(`(select count(*) from jsonb_object_keys(${table}.attributes))
      + (select count(*) from jsonb_object_keys(${table}.private_attributes))`);
  const said = [
    name !== undefined && 'name',
    email !== undefined && 'email',
    ...attributes.map((each) => each.name),
    addTagIds.length + removeTagIds.length > 0 && 'tags',
  ];
  return ctx.db.execute(sql`
    with after as (
      select visitor.workspace_id, visitor.id, visitor.shown_name, ${noted('noted_name', name)} as noted_name, ${noted('noted_email', email)} as noted_email,
        (visitor.attributes - ${names}) || ${fields(false)} as attributes,
        (visitor.private_attributes - ${names}) || ${fields(true)} as private_attributes
      from ${visitors} visitor where visitor.workspace_id = ${ctx.actor.workspaceId} and visitor.id = ${visitorId}
    ),
    untagged as (
      delete from ${visitorTags} tagged using after
      where tagged.workspace_id = after.workspace_id and tagged.visitor_id = after.id and tagged.tag_id = any(${uuids(removeTagIds)})
      returning tagged.visitor_id
    ),
    tagged as (
      insert into ${visitorTags} (workspace_id, visitor_id, tag_id)
      select after.workspace_id, after.id, tag.id from after join ${tags} tag on tag.workspace_id = after.workspace_id
      where tag.id = any(${uuids(addTagIds)}) and tag.removed_at is null
      on conflict do nothing returning visitor_id
    ),
    written as (
      update ${visitors} visitor set noted_name = after.noted_name, noted_email = after.noted_email,
        attributes = after.attributes, private_attributes = after.private_attributes,
        attribute_sources = ${sourcesThatStand(names)}
      from after
      where visitor.workspace_id = after.workspace_id and visitor.id = after.id
        and ${count('after')} <= greatest(${MOST_ATTRIBUTES}, ${count('visitor')})
        and (visitor.noted_name, visitor.noted_email, visitor.attributes, visitor.private_attributes)
          is distinct from (after.noted_name, after.noted_email, after.attributes, after.private_attributes)
      returning visitor.id
    ),
    changed as (
      select after.workspace_id, after.id, after.shown_name from after
      where exists (select from written) or exists (select from tagged) or exists (select from untagged)
    ),
    audited as (
      ${recordAudit(ctx, 'visitor.changed', { subject: sql`shown_name`, to: said.filter(Boolean).join(', '), visitorIds: sql`array[id]` }, sql`changed`)}
    ),
    ${visitorChanged(ctx, sql`changed`)}`);
}

/** The same question as in the statement, which then changed nothing. */
function isTooMany({ attributes }: VisitorDetails, { attributes: changes = [] }: VisitorChange): boolean {
  const names = new Set(attributes.map(({ name }) => name));
  for (const { name, value } of changes) if (value !== null) names.add(name);
  for (const { name, value } of changes) if (value === null) names.delete(name);
  return names.size > Math.max(MOST_ATTRIBUTES, attributes.length);
}

function undoOf({ noted, attributes, tagIds }: VisitorDetails, change: VisitorChange): VisitorChange {
  const known = new Map(attributes.map((attribute) => [attribute.name, attribute]));
  const added = change.addTagIds?.filter((id) => !tagIds.includes(id)) ?? [];
  const removed = change.removeTagIds?.filter((id) => tagIds.includes(id)) ?? [];
  return {
    ...(added.length > 0 && { removeTagIds: added }),
    ...(removed.length > 0 && { addTagIds: removed }),
    ...(change.name !== undefined && { name: noted.name }),
    ...(change.email !== undefined && { email: noted.email }),
    ...(change.attributes && {
      attributes: change.attributes.map(({ name }) => {
        const { value = null, isPrivate = false } = known.get(name) ?? {};
        return { name, value, isPrivate };
      }),
    }),
  };
}

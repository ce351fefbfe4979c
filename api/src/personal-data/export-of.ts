import type { VisitorId } from '@everthread/shared/models/ids';
import type { FreshProof } from '@everthread/shared/models/personal-data';
import { and, eq, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context, VisitorActor } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { threads } from '../db/schema/threads.ts';
import { visitors } from '../db/schema/visitors.ts';
import { AppError } from '../errors.ts';
import type { MailText } from '../mail/mail-text.ts';
import { claimAddress, ownMail } from '../mail/prove-address.ts';
import { noSuchVisitor } from '../visitors/get-visitor.ts';
import { exportPerson } from './export-person.ts';
import type { Known } from './place.ts';
import { expectCode, showAnew } from './show-anew.ts';

/** All that the team has of a visitor. For owners and admins; the log says who had it. Throws `not_found`. */
export async function exportVisitor(
  agent: Context<AgentActor>,
  visitorId: VisitorId,
): Promise<ReadableStream<Uint8Array>> {
  const ctx = atLeast('admin', agent);
  const him = sql`(select workspace_id, shown_name, array[id] as ids from ${visitors}
    where workspace_id = ${ctx.actor.workspaceId} and id = ${visitorId}) as him`;
  const [[known]] = await inWorkspace(ctx, [
    selectKnown(ctx, visitorId),
    ctx.db.execute(recordAudit(ctx, 'visitor.exported', { subject: sql`shown_name`, visitorIds: sql`ids` }, him)),
  ]);
  if (!known) throw noSuchVisitor();
  return exportPerson(ctx, known);
}

/**
 * What a visitor may have of what there is of him, once he has shown anew who he is. A key that lies in a browser is not
 * enough. Throws `forbidden` without it.
 */
export async function exportOwn(ctx: Context<VisitorActor>, proof: FreshProof): Promise<ReadableStream<Uint8Array>> {
  await showAnew(ctx, proof);
  const [[known]] = await inWorkspace(ctx, [selectKnown(ctx, ctx.actor.visitorId)]);
  if (!known) throw noSuchVisitor();
  return exportPerson(ctx, known);
}

/** Sends a code to his mailbox, that he may show by it who he is. Throws `not_found` without, `forbidden` where it would not. */
export async function sendProofCode(ctx: Context<VisitorActor>): Promise<{ address: string; mail: MailText }> {
  const own = await ownMail(ctx);
  if (!own) throw new AppError('not_found', 'No address is known to which a code could go');
  await expectCode(ctx);
  const { address } = own;
  const { mail } = await claimAddress(ctx, address, { anew: true });
  if (!mail) throw new AppError('conflict', 'Mail to this address does not arrive');
  return { address, mail };
}

/** Under what somebody is known now, and was. */
const selectKnown = ({ db, actor: { workspaceId } }: Context<AgentActor | VisitorActor>, visitorId: VisitorId) =>
  db
    .select({
      visitorIds: sql<Known['visitorIds']>`${visitors.id} || coalesce(${visitors.formerIds}, '{}')`,
      threadIds: sql<Known['threadIds']>`array(select thread.id from ${threads} thread
        where thread.workspace_id = "visitors"."workspace_id" and thread.visitor_id = "visitors"."id")`,
    })
    .from(visitors)
    .where(and(eq(visitors.workspaceId, workspaceId), eq(visitors.id, visitorId)));

import { createHmac } from 'node:crypto';
import { MAIL_CODE_MINUTES, MAIL_CODE_TRIES, type MailAddress, type OwnMail } from '@everthread/shared/models/mail';
import { and, eq, sql } from 'drizzle-orm';
import type { Context, VisitorActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { mailCodes } from '../db/schema/mail.ts';
import { threads } from '../db/schema/threads.ts';
import { visitors } from '../db/schema/visitors.ts';
import { workspaces } from '../db/schema/workspaces.ts';
import { AppError } from '../errors.ts';
import { actorsThread } from '../threads/actors-thread.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { countTry } from '../throttles/throttle.ts';
import { visitorChanged } from '../visitors/visitor-changed.ts';
import { lookSoon } from '../ways-back/look-soon.ts';
import { codeMail } from './code-mail.ts';
import type { MailText } from './mail-text.ts';
import { recipientLimit } from './recipient-limits.ts';
import { replacedMail } from './replaced-mail.ts';
import { suppressedBecause, unsuppress, whySuppressed } from './suppressions.ts';

const byVisitor = { of: 'mail codes of a visitor', max: 6, minutes: 60 };

type Ctx = Context<VisitorActor>;
type Replaced = { to: string; mail: MailText };

const ownRow = ({ actor }: Ctx) => and(eq(visitors.workspaceId, actor.workspaceId), eq(visitors.id, actor.visitorId));

/** Where the visitor wants to be told by mail; null where nowhere. What is not mailed to any more is as good as unproven. */
export async function ownMail(ctx: Ctx): Promise<OwnMail | null> {
  const [[row]] = await inWorkspace(ctx, [
    ctx.db.select({ address: visitors.mailAddress, proof: visitors.mailProof }).from(visitors).where(ownRow(ctx)),
  ]);
  if (!row?.address) return null;
  if (row.proof !== 'proven') return { address: row.address, isProven: false };
  return { address: row.address, isProven: (await whySuppressed(ctx, row.address)) === null };
}

/**
 * The visitor says where he wants to be told by mail. It is only a claim, so a code goes there, which nobody but the
 * mailbox's owner can bring back; `mail` is what to send. Asked for again, a new code takes the old one's place, and its
 * tries begin anew; how many go to one address in a day is limited over all workspaces. Who wants mail again where he has
 * stopped it is sent a code as well, though the address is proven: whether it may come, its mailbox says. `anew`: so is
 * who is to show once more that it is his. `replaced`: what to send to the proven mailbox whose place it takes.
 */
export async function claimAddress(
  ctx: Ctx,
  address: MailAddress,
  { anew = false } = {},
): Promise<{ own: OwnMail; mail: MailText | undefined; replaced?: Replaced }> {
  const { workspaceId, visitorId } = ctx.actor;
  const [[known]] = await inWorkspace(ctx, [
    ctx.db
      .select({
        address: visitors.mailAddress,
        proof: visitors.mailProof,
        language: visitors.language,
        workspaceName: workspaces.name,
        suppressed: suppressedBecause(ctx, address, workspaceId),
      })
      .from(visitors)
      .innerJoin(workspaces, eq(workspaces.id, visitors.workspaceId))
      .where(ownRow(ctx)),
  ]);
  if (!known) throw new AppError('not_found', 'No such visitor');
  const isProven = known.address === address && known.proof === 'proven';
  if (isProven && !anew && !known.suppressed) return { own: { address, isProven }, mail: undefined };
  if (known.suppressed && known.suppressed !== 'unsubscribed') {
    throw new AppError('conflict', 'Mail to this address does not arrive. Choose another');
  }
  await countTry(ctx, {
    narrow: [{ rule: byVisitor, subject: visitorId }, recipientLimit(address, false)],
    wide: [],
  });
  const code = newCode(ctx);
  const row = {
    address,
    codeHash: hashCode(ctx, code),
    tries: 0,
    endsAt: new Date(ctx.now().getTime() + MAIL_CODE_MINUTES * 60_000),
  };
  const [, [before]] = await inWorkspace(ctx, [
    lockThread(ctx.db, actorsThread(ctx.actor, 'own')),
    ctx.db.select({ address: visitors.mailAddress, proof: visitors.mailProof }).from(visitors).where(ownRow(ctx)),
    ctx.db
      .update(visitors)
      .set({
        mailAddress: address,
        mailProof: sql`case when ${visitors.mailAddress} = ${address} then ${visitors.mailProof} else 'claimed' end`,
        mailProvenBy: sql`case when ${visitors.mailAddress} = ${address} then ${visitors.mailProvenBy} end`,
      })
      .where(ownRow(ctx)),
    ctx.db
      .insert(mailCodes)
      .values({ workspaceId, visitorId, ...row })
      .onConflictDoUpdate({ target: [mailCodes.workspaceId, mailCodes.visitorId], set: row }),
    lookAnew(ctx),
  ]);
  const own = { address, isProven: false };
  const mail = codeMail(code, known.workspaceName, known.language);
  const old = before?.proof === 'proven' && before.address !== address ? before.address : null;
  const isTold = old !== null && (await mayTell(ctx, old));
  return {
    own,
    mail,
    ...(isTold && { replaced: { to: old, mail: replacedMail(known.workspaceName, known.language) } }),
  };
}

/** Whether a mailbox that was proven may be told of its end: where mail is wanted, and as often as any mail goes there. */
async function mayTell(ctx: Ctx, address: string): Promise<boolean> {
  if (await whySuppressed(ctx, address)) return false;
  return countTry(ctx, { narrow: [recipientLimit(address, true)], wide: [] }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof AppError && error.code === 'too_many') return false;
      throw error;
    },
  );
}

/**
 * The visitor brings back what was mailed: the address is his. Five tries, ten minutes, counted by the statement that
 * looks, so that a thousand at once are five. Throws `invalid` where it is not the code, `too_many` where it is over.
 */
export async function proveAddress(ctx: Ctx, code: string): Promise<OwnMail> {
  const { workspaceId, visitorId } = ctx.actor;
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const own = sql`code.workspace_id = ${workspaceId} and code.visitor_id = ${visitorId}`;
  const isRight = sql`code.code_hash = ${hashCode(ctx, code)}`;
  const [, { rows }, , , , [row]] = await inWorkspace(ctx, [
    lockThread(ctx.db, actorsThread(ctx.actor, 'own')),
    // A code that was brought back has no end any more: by that the next statement knows it.
    ctx.db.execute<{ isRight: boolean; left: number }>(sql`
      update ${mailCodes} code set tries = tries + 1, ends_at = case when ${isRight} then '-infinity' else ends_at end
      where ${own} and tries < ${MAIL_CODE_TRIES} and ends_at > ${now}
      returning ${isRight} as "isRight", ${MAIL_CODE_TRIES} - tries as left`),
    ctx.db.execute(sql`
      with changed as (
        update ${visitors} visitor set mail_proof = 'proven', mail_proven_by = 'code' from ${mailCodes} code
        where ${own} and ${isRight} and code.ends_at = '-infinity'
          and visitor.workspace_id = code.workspace_id and visitor.id = code.visitor_id
          and visitor.mail_address = code.address
        returning visitor.workspace_id, visitor.id
      ),
      ${visitorChanged(ctx, sql`changed`)}`),
    ctx.db.execute(sql`delete from ${mailCodes} code where ${own} and code.ends_at = '-infinity'`),
    lookAnew(ctx),
    ctx.db.select({ address: visitors.mailAddress, proof: visitors.mailProof }).from(visitors).where(ownRow(ctx)),
  ]);
  const [tried] = rows;
  if (!tried) throw new AppError('too_many', 'This code is over. Ask for a new one', { retryAfter: 1 });
  if (!tried.isRight || !row?.address) {
    throw new AppError('invalid', 'This is not the code', { details: { triesLeft: tried.left } });
  }
  await unsuppress(ctx, row.address, workspaceId);
  return { address: row.address, isProven: row.proof === 'proven' };
}

/** From now on the visitor is not told by mail. Safe to repeat. Gives back what to send to the proven mailbox that was let go. */
export async function forgetAddress(ctx: Ctx): Promise<Replaced | undefined> {
  const { workspaceId, visitorId } = ctx.actor;
  const [, [before]] = await inWorkspace(ctx, [
    lockThread(ctx.db, actorsThread(ctx.actor, 'own')),
    ctx.db
      .select({
        address: visitors.mailAddress,
        proof: visitors.mailProof,
        language: visitors.language,
        workspaceName: workspaces.name,
      })
      .from(visitors)
      .innerJoin(workspaces, eq(workspaces.id, visitors.workspaceId))
      .where(ownRow(ctx)),
    ctx.db.delete(mailCodes).where(and(eq(mailCodes.workspaceId, workspaceId), eq(mailCodes.visitorId, visitorId))),
    ctx.db.update(visitors).set({ mailAddress: null, mailProof: null, mailProvenBy: null }).where(ownRow(ctx)),
  ]);
  if (!before?.address || before.proof !== 'proven' || !(await mayTell(ctx, before.address))) return undefined;
  return { to: before.address, mail: replacedMail(before.workspaceName, before.language, 'forgotten') };
}

/** What waits for him is looked at by it at once. */
const lookAnew = (ctx: Ctx) => lookSoon(ctx, sql`select id from ${threads} where ${actorsThread(ctx.actor, 'own')}`);

/** A million of them, each as likely: a UUID's first 48 bits are chance alone. */
const newCode = ({ newId }: Ctx): string =>
  String(Number.parseInt(newId().replaceAll('-', '').slice(0, 12), 16) % 1_000_000).padStart(6, '0');

const hashCode = ({ config, actor }: Ctx, code: string): string =>
  createHmac('sha256', config.keys.mailCode)
    .update(`${actor.workspaceId}\n${actor.visitorId}\n${code}`)
    .digest('base64url');

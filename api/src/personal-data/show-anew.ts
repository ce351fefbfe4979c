import type { SecretSigns } from '@everthread/shared/models/identity';
import type { FreshProof } from '@everthread/shared/models/personal-data';
import { and, eq, sql } from 'drizzle-orm';
import type { Context, VisitorActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { visitorKeys, visitors } from '../db/schema/visitors.ts';
import { AppError } from '../errors.ts';
import { provePerson } from '../identity/prove-person.ts';
import { prefixOf, signedBy } from '../identity/secret-name.ts';
import { proveAddress } from '../mail/prove-address.ts';

/** Who chose a mailbox moments ago shows by it only that he holds the browser. */
const SETTLED_AFTER_MS = 24 * 60 * 60_000;

/** By what a visitor can show anew who he is. `later`: his mailbox was proven or let go moments ago; `team`: by nothing. */
type Way = 'token' | 'team' | 'code' | 'later' | 'none';

const SAID: Record<Way, string> = {
  token: 'Show first who you are: sign in anew on this site',
  team: 'Only the team can do this for you: a hash shows nothing anew',
  code: 'Show first who you are: by a code from your mailbox',
  later: 'Your address was confirmed, changed or removed less than a day ago. Try again tomorrow',
  none: 'Show first who you are: confirm an address for mail, or sign in on this site',
};

/**
 * The visitor shows anew who he is: whom his workspace knows by its token, or by a code to the address that it signed;
 * whom it does not know, by a code to a mailbox that he has proven, a day after he chose it. A hash shows nothing, for it
 * never ends; nor does a mailbox that whoever bears it may have chosen. Throws `forbidden` without, `not_found`.
 * `orHolder`: who can show neither, and had neither a day ago, is let through as the holder of his browser.
 */
export async function showAnew(
  ctx: Context<VisitorActor>,
  { identityToken, code }: FreshProof,
  { orHolder = false } = {},
): Promise<void> {
  const { way, externalId } = await wayOf(ctx);
  if (way === 'none' && orHolder) return;
  if (externalId !== null && identityToken !== undefined) {
    const person = await provePerson(ctx, ctx.actor.workspaceId, identityToken);
    if (person?.externalId === externalId && signedBy(person.secretId) === 'tokens') return;
  }
  if (way !== 'code' || code === undefined) throw notShown(way);
  await proveAddress(ctx, code);
}

/** Throws `forbidden` where a code would show nothing. */
export async function expectCode(ctx: Context<VisitorActor>): Promise<void> {
  const { way } = await wayOf(ctx);
  if (way !== 'code') throw notShown(way);
}

const notShown = (way: Way) => new AppError('forbidden', SAID[way], { details: { way } });

async function wayOf(ctx: Context<VisitorActor>): Promise<{ way: Way; externalId: string | null }> {
  const { workspaceId, visitorId } = ctx.actor;
  const [[known]] = await inWorkspace(ctx, [
    ctx.db
      .select({
        externalId: visitors.externalId,
        isProven: sql<boolean>`coalesce(${visitors.mailProof} = 'proven', false)`,
        isSigned: sql<boolean>`coalesce(lower(${visitors.mailAddress}) = lower(${visitors.email}), false)`,
        isHashed: sql<boolean>`${provenByA('hashes')} and not ${provenByA('tokens')}`,
        changedAt: visitors.mailChangedAt,
      })
      .from(visitors)
      .where(and(eq(visitors.workspaceId, workspaceId), eq(visitors.id, visitorId))),
  ]);
  if (!known) throw new AppError('not_found', 'No such visitor');
  const { externalId, isProven, isSigned, isHashed, changedAt } = known;
  if (externalId !== null) return { externalId, way: isSigned ? 'code' : isHashed ? 'team' : 'token' };
  const isSettled = !changedAt || changedAt.getTime() + SETTLED_AFTER_MS <= ctx.now().getTime();
  return { externalId, way: !isSettled ? 'later' : isProven ? 'code' : 'none' };
}

/** Whether one of his devices was last proven by a secret that signs this. */
const provenByA = (signs: SecretSigns) => sql`exists (select from ${visitorKeys} device
  where device.workspace_id = ${visitors.workspaceId} and device.visitor_id = ${visitors.id}
    and starts_with(device.proven_by, ${prefixOf(signs)}))`;

import type { VisitorId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { botSpending } from '../db/schema/bot.ts';

/** So many tokens a day: more than anybody asks for who wants to know something. */
export const TOKENS_A_VISITOR = 60_000;
export const TOKENS_A_WORKSPACE = 3_000_000;

/**
 * Takes so many tokens from the day's, for a visitor and his workspace; nothing is taken where either has too few left.
 * Taken before they are spent, so that many questions at once cannot spend them twice.
 */
export async function takeTokens(ctx: Context<SystemActor>, visitorId: VisitorId, tokens: number): Promise<boolean> {
  const { workspaceId } = ctx.actor;
  const day = dayOf(ctx);
  const [, { rows }] = await inWorkspace(ctx, [
    ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`bot-tokens:${workspaceId}`}::text, 0))`),
    ctx.db.execute(sql`
      insert into ${botSpending} as spent (workspace_id, day, visitor_id, tokens)
      select ${workspaceId}::uuid, ${day}::date, ${visitorId}::uuid, ${tokens}::integer
      where (select coalesce(sum(tokens), 0) from ${botSpending} where workspace_id = ${workspaceId} and day = ${day}::date)
          + ${tokens}::integer <= ${TOKENS_A_WORKSPACE}
        and (select coalesce(sum(tokens), 0) from ${botSpending} where workspace_id = ${workspaceId} and day = ${day}::date
          and visitor_id = ${visitorId}) + ${tokens}::integer <= ${TOKENS_A_VISITOR}
      on conflict (workspace_id, day, visitor_id) do update set tokens = spent.tokens + excluded.tokens
      returning tokens`),
  ]);
  return rows.length > 0;
}

/** Gives back what was taken and not spent, or takes what was spent beyond it. */
export async function settleTokens(ctx: Context<SystemActor>, visitorId: VisitorId, more: number): Promise<void> {
  const { workspaceId } = ctx.actor;
  await inWorkspace(ctx, [
    ctx.db.execute(sql`
      update ${botSpending} set tokens = greatest(0, tokens + ${more}::integer)
      where workspace_id = ${workspaceId} and day = ${dayOf(ctx)}::date and visitor_id = ${visitorId}`),
  ]);
}

const dayOf = ({ now }: Pick<Context, 'now'>): string => now().toISOString().slice(0, 10);

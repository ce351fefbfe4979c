import type { VisitorId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { oneAtATime } from '../db/one-at-a-time.ts';
import { botSpending } from '../db/schema/bot.ts';
import { agentSpending } from '../db/schema/workspace-models.ts';

/** So many tokens a day: more than anybody asks for who wants to know something. */
export const TOKENS_A_VISITOR = 60_000;
/** What the bot is asked and what agents ask, together. */
export const TOKENS_A_WORKSPACE = 3_000_000;

/** What vectors of articles take a day, some thirty million letters: apart, for they would leave questions nothing. */
export const TOKENS_OF_ARTICLES = 10_000_000;
/** Under whom that is counted: no visitor is called so. */
const ARTICLES = '00000000-0000-0000-0000-000000000001';

/** Out of what tokens are taken before they are spent, so that many questions at once cannot spend them twice. */
export type Purse = {
  /** Nothing is taken, and it is false, where too few are left. */
  take(tokens: number): Promise<boolean>;
  /** Gives back what was taken and not spent, or takes what was spent beyond it. */
  settle(more: number): Promise<void>;
};

/** What the bot may still spend on a visitor's questions. */
export const visitorPurse = (ctx: Context<SystemActor>, visitorId: VisitorId): Purse => ({
  take: (tokens) => takeTokens(ctx, visitorId, tokens),
  settle: (more) => settleTokens(ctx, visitorId, more),
});

/** Takes so many tokens from the day's, for a visitor and his workspace; nothing is taken where either has too few left. */
export async function takeTokens(ctx: Context<SystemActor>, visitorId: VisitorId, tokens: number): Promise<boolean> {
  const { workspaceId } = ctx.actor;
  const day = dayOf(ctx);
  const [, { rows }] = await inWorkspace(ctx, [
    lockSpending(ctx),
    ctx.db.execute(sql`
      insert into ${botSpending} as spent (workspace_id, day, visitor_id, tokens)
      select ${workspaceId}::uuid, ${day}::date, ${visitorId}::uuid, ${tokens}::integer
      where ${spentToday(ctx)} + ${tokens}::integer <= ${TOKENS_A_WORKSPACE}
        and (select coalesce(sum(tokens), 0) from ${botSpending} where workspace_id = ${workspaceId} and day = ${day}::date
          and visitor_id = ${visitorId}) + ${tokens}::integer <= ${TOKENS_A_VISITOR}
      on conflict (workspace_id, day, visitor_id) do update set tokens = spent.tokens + excluded.tokens
      returning tokens`),
  ]);
  return rows.length > 0;
}

/** Takes so many tokens from what the workspace's articles have a day; nothing where too few are left. */
export async function takeForArticles(ctx: Context<SystemActor>, tokens: number): Promise<boolean> {
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute(sql`
      insert into ${botSpending} as spent (workspace_id, day, visitor_id, tokens)
      values (${ctx.actor.workspaceId}, ${dayOf(ctx)}, ${ARTICLES}, ${tokens})
      on conflict (workspace_id, day, visitor_id) do update set tokens = spent.tokens + excluded.tokens
        where spent.tokens + excluded.tokens <= ${TOKENS_OF_ARTICLES}
      returning tokens`),
  ]);
  return rows.length > 0;
}

async function settleTokens(ctx: Context<SystemActor>, visitorId: VisitorId, more: number): Promise<void> {
  const { workspaceId } = ctx.actor;
  await inWorkspace(ctx, [
    ctx.db.execute(sql`
      update ${botSpending} set tokens = greatest(0, tokens + ${more}::integer)
      where workspace_id = ${workspaceId} and day = ${dayOf(ctx)}::date and visitor_id = ${visitorId}`),
  ]);
}

/** A statement: whoever takes tokens of the same workspace waits until this is over. */
export const lockSpending = (ctx: Context) => oneAtATime(ctx, 'bot-tokens');

/** What was taken of the workspace's today by whoever asks. */
export const spentToday = (ctx: Context): SQL => {
  const today = sql`workspace_id = ${ctx.actor.workspaceId} and day = ${dayOf(ctx)}::date`;
  return sql`(select coalesce(sum(tokens), 0) from (
    select tokens from ${botSpending} where ${today} and visitor_id <> ${ARTICLES}::uuid union all select tokens from ${agentSpending} where ${today}) taken)`;
};

export const dayOf = ({ now }: Pick<Context, 'now'>): string => now().toISOString().slice(0, 10);

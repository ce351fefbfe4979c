import type { Role } from '@everthread/shared/models/workspace';
import { NeonDbError } from '@neondatabase/serverless';
import { DrizzleQueryError, sql } from 'drizzle-orm';
import type { BatchItem, BatchResponse } from 'drizzle-orm/batch';
import type { Actor, Context } from '../context.ts';
import { AppError } from '../errors.ts';
import type { Database } from './connect.ts';

type Statement = BatchItem<'pg'>;

/** Databases whose role this isolate has seen to be bound by row-level security. */
const checkedRoles = new WeakSet<Database>();

/**
 * Runs the statements as one transaction in one round trip, inside the actor's workspace; later statements see what
 * earlier ones waited for. Returns a result for each. Throws `AppError` where the actor may not enter,
 * `DatabaseError` where a statement fails; nothing is then kept. What does not say `atLeast`, a viewer may
 * not do.
 */
export async function inWorkspace<const Statements extends readonly Statement[]>(
  ctx: Context,
  statements: Statements,
): Promise<BatchResponse<[...Statements]>> {
  const roleCheck = checkedRoles.has(ctx.db) ? [] : [ctx.db.execute(sql`select assert_isolated_role()`)];
  const opening: Statement[] = [...roleCheck, ctx.db.execute(enter(ctx.actor, ctx.now()))];
  const results = await runBatch(ctx.db, [...opening, ...statements]);
  checkedRoles.add(ctx.db);
  return results.slice(opening.length) as BatchResponse<[...Statements]>;
}

/** The same context, in which an agent must be this much or more: less than the usual `agent` to read, more to manage. */
export function atLeast<Who extends Actor>(role: Role, ctx: Context<Who>): Context<Who> {
  return ctx.actor.kind === 'agent' ? { ...ctx, actor: { ...ctx.actor, atLeast: role } } : ctx;
}

/** As `inWorkspace`, for the few statements that stand outside any workspace. */
export async function runBatch(db: Database, statements: readonly Statement[]): Promise<unknown[]> {
  try {
    return await db.batch(statements as [Statement, ...Statement[]]);
  } catch (error) {
    throw readDatabaseError(error);
  }
}

function enter(actor: Actor, now: Date) {
  const { workspaceId } = actor;
  switch (actor.kind) {
    case 'agent':
      return sql`select enter_as_agent(${workspaceId}, ${actor.sessionToken}, ${now.toISOString()}, ${actor.atLeast ?? 'agent'})`;
    case 'absent-agent':
      return sql`select enter_for_agent(${workspaceId}, ${actor.agentId})`;
    case 'visitor':
      return sql`select enter_as_visitor(${workspaceId}, ${actor.visitorId}, ${actor.keyHash}, ${actor.identity})`;
    case 'key-holder':
      return sql`select enter_as_key_holder(${workspaceId}, ${actor.keyHash}, ${actor.person?.externalId ?? null}, ${actor.person?.secretId ?? null})`;
    case 'person':
      return sql`select enter_as_key_holder(${workspaceId}, null, ${actor.person.externalId}, ${actor.person.secretId})`;
    case 'mail-sender':
    case 'system':
      return sql`select enter_workspace(${workspaceId})`;
    default:
      return actor satisfies never;
  }
}

/** What Postgres refused: its SQLSTATE and, where one was broken, the constraint. Carries no values. */
export class DatabaseError extends Error {
  override name = 'DatabaseError';
  readonly sqlState: string;
  readonly constraint: string | undefined;

  constructor(sqlState: string, constraint: string | undefined, message: string) {
    super(message);
    this.sqlState = sqlState;
    this.constraint = constraint;
  }
}

/** Whether the database is away, starting, full or in somebody's way: the same may go through in a moment. */
export const isAway = (error: unknown): boolean =>
  error instanceof DatabaseError
    ? /^(08|53|57P|40)/.test(error.sqlState)
    : error instanceof AppError && error.code === 'unavailable';

// The codes that our own SQL functions raise: see the migrations.
const RAISED = {
  EV401: 'signed_out',
  EV403: 'forbidden',
  EV404: 'not_found',
  EV409: 'conflict',
  EV503: 'unavailable',
} as const;

/** What of a failed statement concerns us, as an `AppError` or a `DatabaseError`; any other error as it is. */
export function readDatabaseError(error: unknown): unknown {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  // No SQLSTATE: it was not Postgres that refused, but nobody who answered.
  if (cause instanceof NeonDbError && cause.code === undefined) {
    return new AppError('unavailable', 'Please try again in a moment', { cause, retryAfter: 2 });
  }
  if (!(cause instanceof Error) || !('code' in cause) || typeof cause.code !== 'string') return error;
  const raised = RAISED[cause.code as keyof typeof RAISED];
  if (raised) return new AppError(raised, cause.message);
  const constraint = 'constraint' in cause && typeof cause.constraint === 'string' ? cause.constraint : undefined;
  // Postgres puts values into some messages ("Key (email)=(…) already exists" is a detail, but not every message is free of them).
  return new DatabaseError(
    cause.code,
    constraint,
    `Postgres refused a statement: SQLSTATE ${cause.code}${constraint ? `, ${constraint}` : ''}`,
  );
}

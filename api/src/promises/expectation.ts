import type { TeamId, TopicId, VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import type { Expectation } from '@everthread/shared/models/promise';
import type { Context, Surroundings, SystemActor } from '../context.ts';
import type { Database } from '../db/connect.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { withPolicyOf } from '../experiments/with-policy.ts';
import { type Grounds, readGrounds, selectGrounds, termsFor } from './grounds.ts';

const FRESH_FOR_MS = 60_000;
const MAX_REMEMBERED = 1_000;

type Remembered = { grounds: Grounds | undefined; until: number };
const remembered = new WeakMap<Database, Map<WorkspaceId, Remembered>>();

/** A visitor who has written before, and his topic that goes on. */
export type KnownVisitor = { visitorId: VisitorId; topicId: TopicId | null };

/**
 * What somebody who wrote now would be promised, on grounds at most a minute old; undefined where it would be nothing.
 * `visitor`: where he is known, by the policy of an experiment in which he takes part.
 */
export async function expectationFor(
  surroundings: Surroundings,
  workspaceId: WorkspaceId,
  teamId: TeamId | null,
  kind: 'first' | 'next',
  visitor?: KnownVisitor,
): Promise<Expectation | undefined> {
  const nowMs = surroundings.now().getTime();
  const ctx: Context<SystemActor> = { ...surroundings, actor: { kind: 'system', workspaceId } };
  const usual = await recall(ctx, nowMs);
  const grounds = usual && visitor ? await withPolicyOf(ctx, usual, visitor) : usual;
  const asked = { topicId: null, teamId, kind, queueAhead: 0, told: null } as const;
  const terms = grounds && termsFor(grounds, asked, nowMs);
  return terms && { dueAt: new Date(terms.dueMs).toISOString(), basis: terms.basis, likelihood: terms.likelihood };
}

async function recall(ctx: Context<SystemActor>, nowMs: number) {
  const { workspaceId } = ctx.actor;
  const all = remembered.get(ctx.db) ?? new Map<WorkspaceId, Remembered>();
  remembered.set(ctx.db, all);
  const known = all.get(workspaceId);
  if (known && known.until > nowMs && known.until - nowMs <= FRESH_FOR_MS) return known.grounds;
  const grounds = readGrounds(ctx, ...(await inWorkspace(ctx, selectGrounds(ctx))));
  if (all.size >= MAX_REMEMBERED) all.clear();
  all.set(workspaceId, { grounds, until: nowMs + FRESH_FOR_MS });
  return grounds;
}

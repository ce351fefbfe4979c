import type { TeamId, WorkspaceId } from '@everthread/shared/models/ids';
import type { Expectation } from '@everthread/shared/models/promise';
import type { Context, Surroundings, SystemActor } from '../context.ts';
import type { Database } from '../db/connect.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { type Grounds, readGrounds, selectGrounds, termsFor } from './grounds.ts';

const FRESH_FOR_MS = 60_000;
const MAX_REMEMBERED = 1_000;

type Remembered = { grounds: Grounds | undefined; until: number };
const remembered = new WeakMap<Database, Map<WorkspaceId, Remembered>>();

/** What somebody who wrote now would be promised, on grounds at most a minute old; undefined where it would be nothing. */
export async function expectationFor(
  surroundings: Surroundings,
  workspaceId: WorkspaceId,
  teamId: TeamId | null,
  kind: 'first' | 'next',
): Promise<Expectation | undefined> {
  const nowMs = surroundings.now().getTime();
  const grounds = await recall(surroundings, workspaceId, nowMs);
  const asked = { topicId: null, teamId, kind, queueAhead: 0, told: null } as const;
  const terms = grounds && termsFor(grounds, asked, nowMs);
  return terms && { dueAt: new Date(terms.dueMs).toISOString(), basis: terms.basis, likelihood: terms.likelihood };
}

async function recall(surroundings: Surroundings, workspaceId: WorkspaceId, nowMs: number) {
  const all = remembered.get(surroundings.db) ?? new Map<WorkspaceId, Remembered>();
  remembered.set(surroundings.db, all);
  const known = all.get(workspaceId);
  if (known && known.until > nowMs && known.until - nowMs <= FRESH_FOR_MS) return known.grounds;
  const ctx: Context<SystemActor> = { ...surroundings, actor: { kind: 'system', workspaceId } };
  const grounds = readGrounds(ctx, ...(await inWorkspace(ctx, selectGrounds(ctx))));
  if (all.size >= MAX_REMEMBERED) all.clear();
  all.set(workspaceId, { grounds, until: nowMs + FRESH_FOR_MS });
  return grounds;
}

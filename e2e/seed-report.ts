import type { MessageId, PromiseId, TopicId, WorkspaceId } from '@everthread/shared/models/ids';
import { inWorkspace } from '../api/src/db/in-workspace.ts';
import { promises, waits } from '../api/src/db/schema/promises.ts';
import { type Place, surroundingsOfSystem } from './people.ts';

const HOUR = 3_600_000;
const OUTCOMES = ['kept', 'kept', 'kept', 'kept', 'broken', 'renewed'] as const;

/** Four weeks of waits and promises, so that every figure of the report has cases. */
export async function seedReport({ workspaceId, topicId, visitor }: Place): Promise<void> {
  const surroundings = surroundingsOfSystem();
  const ctx = { ...surroundings, actor: { kind: 'system', workspaceId: workspaceId as WorkspaceId } as const };
  const messageId = visitor.thread.messages[0]?.id as MessageId;
  const common = { workspaceId: ctx.actor.workspaceId, topicId: topicId as TopicId };
  const begin = surroundings.now().getTime() - 27 * 24 * HOUR;
  const cases = Array.from({ length: 160 }, (_, at) => {
    const since = new Date(begin + at * 4 * HOUR + ((at * 37) % 60) * 60_000);
    const seconds = 300 + ((at * 7919) % 9_000);
    return { at, since, seconds, kind: at % 3 === 0 ? ('first' as const) : ('next' as const) };
  });
  await inWorkspace(ctx, [
    ctx.db.insert(waits).values(
      cases.map(({ since, seconds, kind }) => ({
        ...common,
        since,
        kind,
        queueAhead: 0,
        peopleOnShift: 1,
        endedAt: new Date(since.getTime() + seconds * 1000),
        ended: 'replied' as const,
      })),
    ),
    ctx.db.insert(promises).values(
      cases.map(({ at, since, kind }) => ({
        ...common,
        id: surroundings.newId() as PromiseId,
        messageId,
        kind,
        waitingSince: since,
        madeAt: since,
        dueAt: new Date(since.getTime() + 2 * HOUR),
        likelihood: 90,
        basis: 'history' as const,
        quantiles: { '0.5': 4_500, '0.8': 7_300, '0.9': 8_000 },
        outcome: OUTCOMES[at % OUTCOMES.length] ?? 'kept',
        settledAt: new Date(since.getTime() + HOUR),
      })),
    ),
  ]);
}

import { eq } from 'drizzle-orm';
import { inWorkspace } from '../src/db/in-workspace.ts';
import { estimateModels, waits } from '../src/db/schema/promises.ts';
import { learnWaits } from '../src/promises/learn-waits.ts';
import { HOUR, MINUTE, promisesUnderTest } from './promises.ts';

type Past = { minutes: number; kind: 'first' | 'next' };
const usual = (at: number): Past => ({ minutes: 20 + ((at * 7) % 20), kind: 'first' });

/** A team that has answered once an hour, day and night, until now: within twenty to forty minutes, or as `past` says. */
export async function learnedTeam(count: number, past: (at: number) => Past = usual) {
  const place = await promisesUnderTest();
  const first = place.now().getTime() - count * HOUR;
  const history = Array.from({ length: count }, (_, at) => {
    const { minutes, kind } = past(at);
    return {
      workspaceId: place.ctx.actor.workspaceId,
      topicId: place.topicId,
      since: new Date(first + at * HOUR),
      kind,
      queueAhead: 0,
      peopleOnShift: 1,
      endedAt: new Date(first + at * HOUR + minutes * MINUTE),
      ended: 'replied' as const,
    };
  });
  if (count > 0) await inWorkspace(place.ctx, [place.ctx.db.insert(waits).values(history)]);
  await learnWaits(place.ctx, []); // as whoever brings a history along has it done
  return {
    ...place,
    /** What is kept of what was learned. */
    async models() {
      const [rows] = await inWorkspace(place.ctx, [
        place.ctx.db.select().from(estimateModels).where(eq(estimateModels.workspaceId, place.ctx.actor.workspaceId)),
      ]);
      return rows;
    },
    /** He is answered, writes again, and is promised an answer. */
    async promised() {
      place.jump(MINUTE);
      await place.agentReplies();
      await place.drain();
      place.jump(MINUTE);
      await place.visitorWrites();
      await place.drain();
      const promise = (await place.rows()).promises.at(-1);
      if (!promise) throw new Error('Something is promised');
      return promise;
    },
  };
}

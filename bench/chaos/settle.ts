import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { TestAgent } from '../../api/test/factories.ts';
import type { FinalList, FinalView } from './checker.ts';
import type { Device } from './device.ts';
import { type Fresh, listAsAgent, openAsAgent, openAsVisitor } from './final-state.ts';
import { keyIn } from './host-page.ts';
import type { Team } from './run-seed.ts';
import type { World } from './world.ts';

type Devices = ReadonlyMap<string, Device>;

/** How long everybody has to send, to be followed up, and to catch up, once all is well again and nothing moves any more. */
export const PATIENCE_MS = 90_000;
const HELP_AFTER_MS = 3_000;

/** Waits until nobody has anything left to send, or it has become no less for so long. Says who has. */
export async function settle(devices: Devices, withinMs: number): Promise<string[]> {
  const waiting = () => [...devices.values()].filter(({ life }) => (life?.countUnsent() ?? 0) > 0);
  const count = () => waiting().reduce((sum, { life }) => sum + (life?.countUnsent() ?? 0), 0);
  let helpedAt = performance.now();
  let movedAt = helpedAt;
  let least = count();
  while (least > 0 && performance.now() - movedAt < withinMs) {
    await sleep(100);
    if (count() < least) movedAt = performance.now();
    least = Math.min(least, count());
    for (const { life } of devices.values()) life?.tryAgain();
    // A browser that has its network back says so, and people look at what they wrote: that ends long back-offs.
    if (performance.now() - helpedAt > HELP_AFTER_MS) {
      helpedAt = performance.now();
      for (const { life } of devices.values()) life?.page('online');
    }
  }
  return waiting().map(({ name, life }) => `${name} could not send ${life?.countUnsent()} messages`);
}

/**
 * Runs the cron, and lets the time pass that failed events wait, until nothing is left but what is due some day. What
 * somebody has claimed is his until his claim ends by itself: one that leaked shows.
 */
export async function drain(
  world: Pick<World, 'ask' | 'tick'>,
  workspaceId: string,
  withinMs: number,
): Promise<string[]> {
  const begun = performance.now();
  const left = async () => {
    const [row] = await world.ask<{ count: number }>(
      `select count(*)::int as count from outbox
       where workspace_id = $1 and parked_at is null and (attempts > 0 or due_at <= now())`,
      [workspaceId],
    );
    return row?.count ?? 0;
  };
  while ((await left()) > 0) {
    if (performance.now() - begun > withinMs) return [`${await left()} events were not followed up`];
    await sleep(500);
    if (performance.now() - begun > HELP_AFTER_MS) {
      // Past what somebody is at: he holds rows that he locked in another order.
      await world.ask(
        `update outbox set due_at = now() - interval '1 hour'
         where (workspace_id, id) in (
           select workspace_id, id from outbox
           where workspace_id = $1 and parked_at is null and attempts > 0 and due_at > now() and claimed_until is null
           for update skip locked)`,
        [workspaceId],
      );
    }
    await world.tick();
  }
  return [];
}

/** Each device's view of each thread beside a fresh one, as soon as they agree or when the time is over. */
export async function compareViews(
  world: World,
  workspaceId: string,
  devices: Devices,
  team: Team,
  withinMs: number,
): Promise<FinalView[]> {
  const giveUpAt = performance.now() + withinMs;
  const threads = await world.ask<{ id: string }>('select id from threads where workspace_id = $1', [workspaceId]);
  const compare = async (device: Device): Promise<FinalView[]> => {
    const host = team.hosts.get(device.name);
    const agent = team.windows.get(device.name);
    const key = host && keyIn(host, workspaceId);
    const opens = key ? [() => openAsVisitor(world, workspaceId, key)] : [];
    if (agent)
      opens.push(
        ...threads.map(
          ({ id }) =>
            () =>
              openAsAgent(world, agent, id),
        ),
      );
    const views: FinalView[] = [];
    // One after the other: a window shows one thread at a time.
    for (const open of opens) {
      const view = await whenEqual(device, open, agent !== undefined, giveUpAt);
      if (view) views.push(view);
    }
    return views;
  };
  return (await Promise.all([...devices.values()].map(compare))).flat();
}

/** A note moves its topic's revision, and a visitor is told of neither. */
const asVisitorsKnow = (topics: readonly object[]) => topics.map((topic) => ({ ...topic, rev: undefined }));

/** Only in the open list one is shown what one has not read; elsewhere a row that came as news is taken for read. */
const asShown = (status: string, rows: readonly unknown[]) =>
  status === 'open' ? rows : rows.map((row) => ({ ...(row as object), readSeq: undefined }));

async function whenEqual(
  device: Device,
  open: () => Promise<Fresh>,
  isTeams: boolean,
  giveUpAt: number,
): Promise<FinalView | undefined> {
  for (;;) {
    // Opened each time anew: who looks at a thread changes how far it has been seen.
    const thread = await open();
    const fresh = isTeams ? thread : { ...thread, topics: asVisitorsKnow(thread.topics) };
    const view = await device.life?.show(fresh.threadId);
    if (!view && isTeams) return undefined; // this window never opened that thread
    const topics = isTeams ? view?.topics : view && asVisitorsKnow(view.topics);
    const isEqual =
      view !== undefined &&
      isDeepStrictEqual(view.sent, fresh.messages) &&
      isDeepStrictEqual([topics, view.seen], [fresh.topics, fresh.seen]);
    if (!isEqual && performance.now() < giveUpAt) {
      await sleep(300);
      continue;
    }
    return {
      device: device.name,
      isTeams,
      threadId: fresh.threadId,
      messages: view?.sent ?? [],
      topics: topics ?? [],
      seen: view?.seen ?? {},
      countUnsent: view?.unsent.length ?? 0,
      fresh,
    };
  }
}

/** Each window's lists beside fresh ones, as soon as they agree or when the time is over: each has its own, so that one that is stuck says nothing of the others. */
export async function compareLists(
  world: World,
  devices: Devices,
  windows: ReadonlyMap<string, TestAgent>,
  withinMs: number,
): Promise<FinalList[]> {
  const compare = async (device: string, agent: TestAgent): Promise<FinalList[]> => {
    const lists: FinalList[] = [];
    for (const status of ['open', 'waiting', 'done'] as const) {
      const giveUpAt = performance.now() + withinMs;
      let list: FinalList;
      do {
        const { topics, counts } = await listAsAgent(world, agent, status);
        const shown = devices.get(device)?.life?.showList?.(status) ?? { rows: [], counts: {} };
        list = {
          ...{ device, status },
          shown: { ...shown, rows: asShown(status, shown.rows) },
          fresh: { rows: asShown(status, topics), counts },
        };
        if (!isDeepStrictEqual(list.shown, list.fresh)) await sleep(300);
      } while (!isDeepStrictEqual(list.shown, list.fresh) && performance.now() < giveUpAt);
      lists.push(list);
    }
    return lists;
  };
  return (await Promise.all([...windows].map(([device, agent]) => compare(device, agent)))).flat();
}

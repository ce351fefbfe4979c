import { setTimeout as sleep } from 'node:timers/promises';
import { connectLive } from '@everthread/shared/client/live-connection';
import { newUuid } from '@everthread/shared/client/message-id';
import type { PageEvent } from '@everthread/shared/client/page-events';
import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { VisitorFrame } from '@everthread/shared/protocol/down';
import { effect, signal } from '@preact/signals';
import { aloneIn } from '../../widget/src/messenger/alone.ts';
import { createApi } from '../../widget/src/messenger/api.ts';
import { hostStore } from '../../widget/src/messenger/host-store.ts';
import { ThreadModel } from '../../widget/src/messenger/models/thread-model.ts';
import { requester } from '../../widget/src/messenger/request.ts';
import type { DeviceTools, Life } from './device.ts';
import { deviceNetwork } from './device-network.ts';
import { fastClock } from './fast-clock.ts';
import { type HostStorage, hostPage, unsentIn } from './host-page.ts';
import { watchView } from './watch-view.ts';

const SPEED = 5;
const KEPT_AFTER_MS = 40;

/** The messenger as it runs in an iframe, but for what is drawn. */
export function visitorTab(workspaceId: WorkspaceId, storage: HostStorage) {
  return ({ device, life, history, base, random, whileAlive, patienceMs, mutant }: DeviceTools): Life => {
    const { fetch, openSocket } = deviceNetwork({
      ...{ device, history, base, whileAlive, patienceMs, mutant },
      headers: {},
      isVisitor: true,
    });
    const clock = fastClock(SPEED, whileAlive);
    const pages = new Set<(event: PageEvent) => void>();
    const watchPage = (listener: (event: PageEvent) => void) => {
      pages.add(listener);
      return () => void pages.delete(listener);
    };
    const host = hostPage(storage, workspaceId, device, random.fork('host page'), whileAlive);
    const isOpen = signal(true);
    const locks = host.locks as unknown as Parameters<typeof aloneIn>[2]['locks'];
    const thread = new ThreadModel({
      api: createApi(requester(fetch), workspaceId),
      host: { ...host, isOpen, unread: () => {} },
      connect: (options) =>
        connectLive<VisitorFrame>({
          ...options,
          url: `${base.replace('http', 'ws')}/live`,
          openSocket,
          watchPage,
          clock,
          random: random.next,
        }),
      where: () => ({ language: 'en' }),
      store: hostStore(host, workspaceId, aloneIn(host, workspaceId, { locks, clock, me: newUuid(random.bytes) })),
      watchPage,
      clock,
      random: random.next,
      chance: random.bytes,
    });
    whileAlive.addEventListener('abort', () => thread[Symbol.dispose]());

    let watch: { threadId: string; see: ReturnType<typeof watchView> } | undefined;
    effect(() => {
      const { value: phase } = thread.phase;
      const { value: timeline } = thread.timeline;
      if (whileAlive.aborted || phase.name !== 'ready') return;
      const { threadId } = phase;
      if (watch?.threadId !== threadId) watch = { threadId, see: watchView(history, { device, life, threadId }) };
      watch.see(timeline);
    });

    const own = () => thread.timeline.value.sent.filter((message) => message.author.kind === 'visitor');
    const ownAt = (which: number) => own().at(-1 - (which % Math.min(5, Math.max(1, own().length))));

    async function write(text: string): Promise<void> {
      thread.send(text);
      const held = thread.timeline.value.unsent.at(-1);
      if (!held) throw new Error('What was written is not shown');
      const { id } = held;
      // It takes a moment to be kept; who dies before that takes it along.
      await sleep(KEPT_AFTER_MS);
      const isStored = thread.timeline.value.sent.some((message) => message.id === id);
      const isKept = !whileAlive.aborted && (isStored || unsentIn(storage, workspaceId).includes(id));
      history.note({ event: 'written', device, id, text: held.text, kind: 'message', isKept });
    }

    return {
      act(act) {
        if (act.do === 'write') void write(act.text);
        if (act.do === 'scroll up') void thread.loadEarlier();
        if (act.do === 'see') {
          const last = thread.timeline.value.sent.findLast(({ author }) => author.kind === 'agent');
          if (last) thread.saw(last.seq);
        }
        const chosen = 'which' in act ? ownAt(act.which) : undefined;
        if (act.do === 'edit' && chosen) void thread.edit(chosen.id, act.text).catch(() => {});
        if (act.do === 'delete' && chosen) void thread.remove(chosen.id).catch(() => {});
      },
      page: (event) => {
        for (const listener of [...pages]) listener(event);
      },
      jump: clock.jump,
      tryAgain() {
        for (const { id, state } of thread.timeline.value.unsent) {
          if (state === 'failed') history.note({ event: 'refused', device, what: id });
        }
      },
      countUnsent: () => unsentIn(storage, workspaceId).length + thread.timeline.value.unsent.length,
      async show(threadId) {
        const { value: phase } = thread.phase;
        if (phase.name === 'new') {
          // Another tab has begun the thread: one sees it when one opens the messenger again.
          isOpen.value = false;
          isOpen.value = true;
        }
        if (phase.name !== 'ready' || phase.threadId !== threadId) return undefined;
        if (thread.timeline.value.earliest > 0) await thread.loadEarlier();
        return { threadId, ...thread.timeline.value, seen: thread.seen.value };
      },
    };
  };
}

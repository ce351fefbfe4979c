import { connectLive } from '@everthread/shared/client/live-connection';
import type { PageEvent } from '@everthread/shared/client/page-events';
import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { NewMessage } from '@everthread/shared/models/message';
import type { VisitorKey } from '@everthread/shared/models/visitor';
import type { VisitorFrame } from '@everthread/shared/protocol/down';
import { effect, signal } from '@preact/signals';
import { createApi } from '../../widget/src/messenger/api.ts';
import { ThreadModel } from '../../widget/src/messenger/models/thread-model.ts';
import { requester } from '../../widget/src/messenger/request.ts';
import type { DeviceTools, Life } from './device.ts';
import { deviceNetwork } from './device-network.ts';
import { fastClock } from './fast-clock.ts';
import { watchView } from './watch-view.ts';

/** What the host page's storage keeps for its visitor, whichever tab he is in. */
export type HostStorage = { key: VisitorKey | undefined };
/** What one tab keeps through a crash. */
export type TabStorage = { unsent: readonly NewMessage[] };

const SPEED = 5;

/** The messenger as it runs in an iframe, but for what is drawn. */
export function visitorTab(workspaceId: WorkspaceId, host: HostStorage, tab: TabStorage) {
  return ({ device, life, history, base, random, whileAlive, mutant }: DeviceTools): Life => {
    const { fetch, openSocket } = deviceNetwork({
      ...{ device, history, base, whileAlive, mutant },
      headers: {},
      isVisitor: true,
    });
    const clock = fastClock(SPEED, whileAlive);
    const pages = new Set<(event: PageEvent) => void>();
    const watchPage = (listener: (event: PageEvent) => void) => {
      pages.add(listener);
      return () => void pages.delete(listener);
    };
    const isOpen = signal(true);
    const thread = new ThreadModel({
      api: createApi(requester(fetch), workspaceId),
      host: {
        isOpen,
        unread: () => {},
        async key({ keep, forget } = {}) {
          whileAlive.throwIfAborted();
          if (forget !== undefined && forget === host.key) host.key = undefined;
          if (keep !== undefined) host.key ??= keep;
          return { key: host.key, page: undefined };
        },
      },
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
      store: {
        load: async () => tab.unsent,
        save: async (items) => {
          if (!whileAlive.aborted) tab.unsent = items;
        },
      },
      watchPage,
      clock,
      random: random.next,
      chance: random.bytes,
    });
    whileAlive.addEventListener('abort', () => thread[Symbol.dispose]());

    let watch: ReturnType<typeof watchView> | undefined;
    effect(() => {
      const { value: phase } = thread.phase;
      const { value: timeline } = thread.timeline;
      if (whileAlive.aborted) return;
      if (phase.name !== 'ready') watch = undefined;
      else {
        watch ??= watchView(history, { device, life, threadId: phase.threadId });
        watch(timeline);
      }
    });

    return {
      act(act) {
        if (act.do === 'scroll up') void thread.loadEarlier();
        if (act.do !== 'write') return;
        const before = new Set(tab.unsent.map(({ id }) => id));
        thread.send(act.text);
        const written = tab.unsent.find(({ id }) => !before.has(id));
        const held = written ?? thread.timeline.value.unsent.at(-1);
        if (!held) throw new Error('What was written is not shown');
        const isKept = written !== undefined;
        history.note({ event: 'written', device, id: held.id, text: held.text, kind: 'message', isKept });
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
      countUnsent: () => tab.unsent.length + thread.timeline.value.unsent.length,
      async show(threadId) {
        const { value: phase } = thread.phase;
        if (phase.name === 'new') {
          // Another tab has begun the thread: one sees it when one opens the messenger again.
          isOpen.value = false;
          isOpen.value = true;
        }
        if (phase.name !== 'ready' || phase.threadId !== threadId) return undefined;
        if (thread.timeline.value.earliest > 0) await thread.loadEarlier();
        return { threadId, ...thread.timeline.value };
      },
    };
  };
}

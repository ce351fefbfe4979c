import { connectLive } from '@everthread/shared/client/live-connection';
import { newMessageId } from '@everthread/shared/client/message-id';
import type { PageEvent } from '@everthread/shared/client/page-events';
import type { MessageId, ThreadId, TopicId } from '@everthread/shared/models/ids';
import type { WorkStatus } from '@everthread/shared/models/topic';
import type { TeamFrame } from '@everthread/shared/protocol/down';
import { effect, signal } from '@preact/signals';
import type { TestAgent } from '../../api/test/factories.ts';
import { createCall } from '../../inbox/src/api/call.ts';
import { createTeamApi } from '../../inbox/src/api/team-api.ts';
import { InboxModel } from '../../inbox/src/models/inbox-model.ts';
import type { Listing } from '../../inbox/src/models/listing.ts';
import type { ThreadModel } from '../../inbox/src/models/thread-model.ts';
import type { DeviceTools, Life } from './device.ts';
import { deviceNetwork } from './device-network.ts';
import { fastClock } from './fast-clock.ts';
import { NOTE_CANARY } from './history.ts';
import type { Act } from './plan.ts';
import { watchView } from './watch-view.ts';

const SPEED = 5;

const listOf = (status: WorkStatus): Listing => ({ filters: { status: [status] }, sort: 'newest' });

/** The inbox as it runs in a browser, but for what is drawn. */
export function agentWindow(agent: TestAgent, appUrl: string) {
  return ({ device, life, history, base, random, whileAlive, patienceMs, mutant }: DeviceTools): Life => {
    const { fetch, openSocket } = deviceNetwork({
      ...{ device, history, base, whileAlive, patienceMs, mutant },
      headers: { cookie: agent.cookie, origin: appUrl },
      isVisitor: false,
    });
    const clock = fastClock(SPEED, whileAlive);
    const pages = new Set<(event: PageEvent) => void>();
    const signedOut = () => history.note({ event: 'refused', device, what: 'signed out' });
    let lastId: MessageId | undefined;
    const inbox = new InboxModel(
      { workspaceId: agent.workspaceId, agentId: agent.agentId },
      createTeamApi(createCall(fetch, signedOut), agent.workspaceId),
      {
        connect: (options) =>
          connectLive<TeamFrame>({
            ...options,
            url: `${base.replace('http', 'ws')}/live`,
            openSocket,
            watchPage: (listener) => {
              pages.add(listener);
              return () => void pages.delete(listener);
            },
            clock,
            random: random.next,
          }),
        isWatched: signal(true),
        clock,
        random: random.next,
        newId: () => {
          lastId = newMessageId(random.bytes);
          return lastId;
        },
      },
    );
    const threads = new Map<ThreadId, ThreadModel>();
    inbox.start();
    whileAlive.addEventListener('abort', () => {
      inbox.stop();
      inbox[Symbol.dispose]();
    });

    const rows = () => [...inbox.topics.known.value.values()].toSorted((a, b) => (a.topic.id < b.topic.id ? -1 : 1));
    const rowAt = (which: number) => rows()[which % Math.max(1, rows().length)];

    function look(threadId: ThreadId, topicId: TopicId | undefined): ThreadModel | undefined {
      inbox.showThread(threadId, topicId);
      const model = inbox.current.value;
      if (model && threads.get(threadId) !== model) {
        threads.set(threadId, model);
        const watch = watchView(history, { device, life, threadId });
        effect(() => {
          const { value: timeline } = model.timeline;
          if (!whileAlive.aborted) watch(timeline);
        });
      }
      return model;
    }

    function write(kind: 'message' | 'note', text: string): void {
      const first = inbox.current.value ? undefined : rowAt(0);
      const model = first ? look(first.topic.threadId, first.topic.id) : inbox.current.value;
      if (!model) return;
      void model.send(kind, text);
      if (lastId) history.note({ event: 'written', device, id: lastId, text, kind, isKept: false });
    }

    function change(act: Extract<Act, { do: 'edit' | 'delete' }>): void {
      const model = inbox.current.value;
      const own = model?.timeline.value.sent.filter(({ author }) => author.id === agent.agentId) ?? [];
      const chosen = own.at(-1 - (act.which % Math.min(5, Math.max(1, own.length))));
      if (!model || !chosen) return;
      // A note stays one, whatever it says.
      const text =
        act.do === 'edit' && chosen.kind === 'note' ? `${act.text} ${NOTE_CANARY}` : act.do === 'edit' && act.text;
      const made = text ? model.edit(chosen.id, text) : model.remove(chosen.id);
      void made.catch(() => {});
    }

    return {
      act(act: Act) {
        switch (act.do) {
          case 'write':
            return write('message', act.text);
          case 'note':
            return write('note', act.text);
          case 'look': {
            const row = rowAt(act.which);
            if (row) look(row.topic.threadId, row.topic.id);
            return;
          }
          case 'status': {
            const row = rowAt(act.which);
            if (row) void inbox.changes.make(row.topic, { status: act.status }).catch(() => {});
            return;
          }
          case 'list':
            return inbox.showList(listOf(act.status));
          case 'edit':
          case 'delete':
            return change(act);
          case 'scroll up':
            return void inbox.current.value?.loadEarlier();
          default:
        }
      },
      page: (event) => {
        for (const listener of [...pages]) listener(event);
      },
      jump: clock.jump,
      tryAgain() {
        if (inbox.topics.state.value === 'failed') void inbox.topics.refresh();
        for (const model of threads.values()) {
          if (model.state.value === 'failed') void model.load();
          for (const { id, state } of model.timeline.value.unsent) if (state === 'failed') void model.retry(id);
        }
      },
      countUnsent: () => [...threads.values()].reduce((sum, model) => sum + model.timeline.value.unsent.length, 0),
      async show(threadId) {
        const model = threads.get(threadId as ThreadId) && look(threadId as ThreadId, undefined);
        if (!model) return undefined;
        if (model.hasEarlier.value) await model.loadEarlier();
        return { threadId, ...model.timeline.value, seen: model.seen.value };
      },
      showList(status) {
        inbox.showList(listOf(status));
        return { rows: inbox.topics.rows.value, counts: inbox.topics.counts.value.all };
      },
    };
  };
}

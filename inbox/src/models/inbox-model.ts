import type { LiveConnection, LiveOptions, LiveState } from '@everthread/shared/client/live-connection';
import type { AgentId, ThreadId, TopicId, VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import type { TeamMessage } from '@everthread/shared/models/message';
import type { TeamDown, TeamFrame } from '@everthread/shared/protocol/down';
import type { UpFrame } from '@everthread/shared/protocol/up';
import { createModel, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { TeamApi } from '../api/team-api.ts';
import type { DraftStores } from '../draft-stores.ts';
import type { FirstKept } from '../kept/first-kept.ts';
import { keepInbox } from '../kept/keep-inbox.ts';
import type { KeptInbox } from '../kept/kept-inbox.ts';
import { threadsFromKept } from '../kept/kept-threads.ts';
import type { BulkTools } from './bulk-changes.ts';
import { DraftsModel } from './drafts-model.ts';
import { type Feed, follow, resumeFrom } from './feed.ts';
import type { Listing } from './listing.ts';
import { LookingModel } from './looking-model.ts';
import { MentionsModel } from './mentions-model.ts';
import { openedThreads } from './opened-threads.ts';
import { PresenceModel } from './presence-model.ts';
import { RosterModel } from './roster-model.ts';
import { SavedRepliesModel } from './saved-replies-model.ts';
import { SelectionModel } from './selection-model.ts';
import { type Hearers, takeFrame } from './take-frame.ts';
import type { ThreadModel, ThreadTools } from './thread-model.ts';
import { topicChanges } from './topic-changes.ts';
import { TopicsModel } from './topics-model.ts';
import { TypingModel } from './typing-model.ts';
import { WritingModel } from './writing-model.ts';

/** Opens the live connection. Where and how is not the model's to know. */
export type Connect = (
  options: Pick<LiveOptions<TeamFrame>, 'ticket' | 'catchUp' | 'catchUpAlone' | 'onFrame' | 'onState'>,
) => LiveConnection;

/** Whose inbox: one agent's in one workspace. */
export type Membership = { workspaceId: WorkspaceId; agentId: AgentId };

export type InboxTools = ThreadTools & {
  kept?: KeptInbox;
  connect: Connect;
  isWatched: ReadonlySignal<boolean>;
  /** Where an agent's drafts lie in this browser until the server has them. */
  draftStores?: Pick<DraftStores, 'of'>;
};

const SEEN_AFTER_MS = 300;

/** One workspace's inbox: its lists, the threads that were opened, the drafts, and the connection that keeps them right. */
export const InboxModel = createModel(({ workspaceId, agentId }: Membership, server: TeamApi, tools: InboxTools) => {
  const fromKept = tools.kept && threadsFromKept(server, tools.kept);
  const api = fromKept?.api ?? server;
  const topics = new TopicsModel(api, tools.clock, tools.random, agentId);
  const drafts = new DraftsModel(
    tools.draftStores && {
      api,
      clock: tools.clock,
      random: tools.random,
      store: tools.draftStores.of(agentId, 'drafts'),
    },
  );
  const writing = new WritingModel(api, drafts);
  const savedReplies = new SavedRepliesModel(api);
  const mentions = new MentionsModel(api);
  const looking = new LookingModel(agentId, tools.clock, (threadId) => say({ type: 'looking', threadId }));
  const roster = new RosterModel(agentId, api, tools.clock);
  const presence = new PresenceModel(agentId, roster);
  const typing = new TypingModel(tools.clock, (visitorId: VisitorId) => say({ type: 'typing', visitorId }));
  const live = signal<LiveState>({ name: 'connecting', attempt: 0, isReached: false });
  const current = signal<ThreadModel | undefined>(undefined);
  const heard = signal<TeamMessage | undefined>(undefined);
  const joined = signal<ReadonlyMap<ThreadId, ThreadId>>(new Map());
  const opened = openedThreads(api, tools, fromKept);
  const { threads } = opened;
  const changes = topicChanges({
    api,
    topics,
    newId: tools.newId,
    receive: (topic, event) => threads.get(topic.threadId)?.receiveTopic(topic, event),
    receiveTag: (tag) => roster.takeTag(tag),
    rearranged: opened.catchUp,
  });
  const selection = new SelectionModel(topics);
  let currentId: ThreadId | undefined;
  let feed: Feed = {};
  let connection: LiveConnection | undefined;
  let say: (frame: UpFrame) => void = () => {};
  let endRefresh = () => {};
  const listeners = new Set<(frame: TeamFrame) => void>();
  let endKeeping = () => {};
  const hearers: Hearers = {
    ...{ agentId, topics, threads, drafts, writing, mentions, looking, typing, presence, roster, heard, joined },
    catchUp: opened.catchUp,
    onWritten: (threadId) => {
      if (threadId === currentId) refreshVisitorSoon();
    },
  };

  async function catchUp(send: (frame: UpFrame) => void): Promise<void> {
    say = send;
    if (feed.at) say(resumeFrom(feed.at));
    await catchUpShown();
  }

  async function catchUpShown(): Promise<void> {
    // What one is writing elsewhere can wait: a list and a thread cannot.
    void writing.load().catch(() => {});
    void mentions.load().catch(() => {});
    opened.missedAllBut(currentId);
    await current.peek()?.catchUp();
  }

  function onDown(down: TeamDown): void {
    const followed = follow(feed, down);
    feed = followed.feed;
    if (followed.say) say(followed.say);
    if (followed.fetch) {
      void topics[followed.fetch]();
      void roster.load();
    }
    for (const listener of listeners) listener(down.frame);
    takeFrame(hearers, down.frame);
  }

  function refreshVisitorSoon(): void {
    endRefresh();
    endRefresh = tools.clock.after(1_000, () => {
      // Until his next message the old whereabouts do.
      void current
        .peek()
        ?.refreshVisitor()
        .catch(() => {});
    });
  }

  // What stands before an agent's eyes for a moment is read. Looking through the list with j and k is not reading.
  effect(() => {
    const shown = current.value;
    if (!tools.isWatched.value || shown?.state.value !== 'ready') return;
    const chosen = topics.selectedId.value;
    const seen = shown.timeline.value.topics.filter(({ id, lastVisitorSeq }) => {
      const row = topics.known.peek().get(id);
      if (mentions.byTopic.value.has(id)) return true;
      return row ? lastVisitorSeq > row.readSeq : id === chosen;
    });
    const chosenTopic = shown.timeline.value.topics.find(({ id }) => id === chosen);
    return tools.clock.after(SEEN_AFTER_MS, () => {
      if (chosenTopic && !seen.includes(chosenTopic)) topics.markOpened(chosenTopic);
      for (const topic of seen) {
        void topics.markRead(topic.id, topic.lastSeq);
        mentions.read(topic.id, topic.lastSeq);
      }
    });
  });

  effect(() => looking.look(tools.isWatched.value && current.value ? currentId : undefined));

  return {
    topics,
    writing,
    savedReplies,
    mentions,
    looking,
    changes,
    selection, // topics of the list that something is to be done to together
    /** What it takes to do the same to many topics. */
    bulkTools: (): BulkTools => ({
      api,
      topics,
      newId: tools.newId,
      receive: (topic, event) => threads.get(topic.threadId)?.receiveTopic(topic, event ?? undefined),
    }),
    drafts,
    live,
    current,
    heard, // the visitor's message that came last, for who listens rather than looks
    joined, // which threads have become part of which
    typing,
    roster,
    find: api.search,
    presence,
    agentId: signal(agentId),
    workspaceId: signal(workspaceId),
    newId: tools.newId,
    isWatched: tools.isWatched,
    /** Says something to the team's Room, once there is a connection. */
    say: (frame: UpFrame) => say(frame),
    /** Hears every frame before it is taken in. Returns its end. */
    listen(listener: (frame: TeamFrame) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },

    /** Shows at once what an earlier visit has left. */
    restore({ list, views, workspace }: Pick<FirstKept, 'list' | 'views' | 'workspace'>) {
      if (views) topics.views.restore(views);
      if (workspace) roster.take(workspace);
      if (list) topics.begin(list);
    },
    /** Connects, or, once signed in again, goes on where it was. */
    start() {
      if (connection) return;
      if (tools.kept) {
        if (!topics.views.isKnown.peek()) void tools.kept.views().then((left) => left && topics.views.restore(left));
        if (!roster.workspace.peek())
          void tools.kept.workspace().then((left) => left && !roster.workspace.peek() && roster.take(left));
        endKeeping = keepInbox({ topics, roster }, tools.kept, tools.clock);
      }
      void topics.refresh();
      void roster.load();
      connection = tools.connect({
        ticket: api.ticket,
        catchUp,
        async catchUpAlone() {
          await Promise.all([topics.renew(), catchUpShown()]);
        },
        onFrame: onDown as LiveOptions<TeamFrame>['onFrame'],
        onState: (state) => {
          live.value = state;
          if (state.name === 'open') {
            for (const model of threads.values()) model.sendNow();
            drafts.saveNow();
            looking.sayAgain();
          } else if (state.name !== 'connecting') presence.forget();
        },
      });
    },
    /** Cuts the connection. What was loaded and written stays. */
    stop() {
      connection?.close();
      connection = undefined;
      endKeeping();
      endRefresh();
      topics.end();
      typing.end();
      looking.end();
      roster.end();
      presence.forget();
    },

    /** Signed out by hand: nothing that was being written is for anybody else. */
    forget: drafts.end,

    /** Whether something written or chosen would be lost with the window. */
    hasUnsent: () =>
      [...threads.values()].some((model) => model.timeline.peek().unsent.length > 0) ||
      [...drafts.files.peek().values()].some(({ files }) => files.peek().length > 0) ||
      topics.pending.peek().size > 0,

    showList(listing: Listing) {
      selection.clear();
      if (!topics.isKnown(listing)) void tools.kept?.list(listing).then((left) => left && topics.restore(left));
      topics.show(listing);
    },
    /** Brings a thread before the agent's eyes, or none. */
    showThread(threadId: ThreadId | undefined, topicId: TopicId | undefined) {
      currentId = threadId;
      topics.select(topicId);
      current.value = threadId && opened.open(threadId);
      opened.forgetOld(currentId);
    },
    /** Fetches a thread that will probably be wanted next. */
    prepare(threadId: ThreadId) {
      if (!threads.has(threadId)) opened.open(threadId);
    },
  };
});
export type InboxModel = InstanceType<typeof InboxModel>;

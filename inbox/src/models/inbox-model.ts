import type { LiveConnection, LiveOptions, LiveState } from '@everthread/shared/client/live-connection';
import type { AgentId, ThreadId, TopicId, VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import type { TeamMessage } from '@everthread/shared/models/message';
import type { TeamDown, TeamFrame } from '@everthread/shared/protocol/down';
import type { UpFrame } from '@everthread/shared/protocol/up';
import { createModel, effect, type ReadonlySignal, signal } from '@preact/signals';
import { isPassing } from '../api/api-error.ts';
import type { TeamApi } from '../api/team-api.ts';
import { keepInbox } from '../kept/keep-inbox.ts';
import type { KeptInbox } from '../kept/kept-inbox.ts';
import { type KeptThreads, threadsFromKept } from '../kept/kept-threads.ts';
import type { BulkTools } from './bulk-changes.ts';
import type { DraftStore } from './draft-sync.ts';
import { DraftsModel } from './drafts-model.ts';
import { type Feed, follow, resumeFrom } from './feed.ts';
import type { Listing } from './listing.ts';
import { LookingModel } from './looking-model.ts';
import { MentionsModel } from './mentions-model.ts';
import { PresenceModel } from './presence-model.ts';
import { RosterModel } from './roster-model.ts';
import { SavedRepliesModel } from './saved-replies-model.ts';
import { SelectionModel } from './selection-model.ts';
import { ThreadModel, type ThreadTools } from './thread-model.ts';
import { topicChanges } from './topic-changes.ts';
import { TopicsModel } from './topics-model.ts';
import { TypingModel } from './typing-model.ts';
import { WritingModel } from './writing-model.ts';

/** Opens the live connection. Where and how is not the model's to know. */
export type Connect = (
  options: Pick<LiveOptions<TeamFrame>, 'ticket' | 'catchUp' | 'onFrame' | 'onState'>,
) => LiveConnection;

/** Whose inbox: one agent's in one workspace. */
export type Membership = { workspaceId: WorkspaceId; agentId: AgentId };

export type InboxTools = ThreadTools & {
  kept?: KeptInbox;
  connect: Connect;
  isWatched: ReadonlySignal<boolean>;
  /** Where an agent's drafts lie in this browser until the server has them. */
  draftStore?: (agentId: AgentId) => DraftStore;
};

const KEPT_THREADS = 20;
const SEEN_AFTER_MS = 300;

/** One workspace's inbox: its lists, the threads that were opened, the drafts, and the connection that keeps them right. */
export const InboxModel = createModel(({ workspaceId, agentId }: Membership, server: TeamApi, tools: InboxTools) => {
  const fromKept = tools.kept && threadsFromKept(server, tools.kept);
  const api = fromKept?.api ?? server;
  const topics = new TopicsModel(api, tools.clock, tools.random, agentId);
  const drafts = new DraftsModel(
    tools.draftStore && { api, clock: tools.clock, random: tools.random, store: tools.draftStore(agentId) },
  );
  const writing = new WritingModel(api, drafts);
  const savedReplies = new SavedRepliesModel(api);
  const mentions = new MentionsModel(api);
  const looking = new LookingModel(agentId, tools.clock, (threadId) => say({ type: 'looking', threadId }));
  const roster = new RosterModel(agentId, api, tools.clock);
  const presence = new PresenceModel(agentId, roster);
  const typing = new TypingModel(tools.clock, (visitorId: VisitorId) => say({ type: 'typing', visitorId }));
  const live = signal<LiveState>({ name: 'connecting', attempt: 0 });
  const current = signal<ThreadModel | undefined>(undefined);
  const heard = signal<TeamMessage | undefined>(undefined);
  const joined = signal<ReadonlyMap<ThreadId, ThreadId>>(new Map());
  const threads = new Map<ThreadId, ThreadModel>(); // least recently shown first
  const changes = topicChanges({
    api,
    topics,
    newId: tools.newId,
    receive: (topic, event) => threads.get(topic.threadId)?.receiveTopic(topic, event),
    receiveTag: (tag) => roster.takeTag(tag),
    rearranged: catchUpQuietly,
  });
  const selection = new SelectionModel(topics);
  const stale = new Set<ThreadId>();
  let currentId: ThreadId | undefined;
  let feed: Feed = {};
  let connection: LiveConnection | undefined;
  let say: (frame: UpFrame) => void = () => {};
  let endRefresh = () => {};
  const listeners = new Set<(frame: TeamFrame) => void>();
  let endKeeping = () => {};

  function thread(threadId: ThreadId): ThreadModel {
    const known = threads.get(threadId);
    const model = known ?? new ThreadModel(threadId, api, tools);
    threads.delete(threadId);
    threads.set(threadId, model);
    if (!known) void (fromKept ? begin(threadId, model, fromKept) : model.load());
    else if (stale.delete(threadId)) catchUpQuietly(threadId);
    return model;
  }

  /** Shows what is kept of a thread until the server has said what has changed since; else fetches it. */
  async function begin(threadId: ThreadId, model: ThreadModel, left: KeptThreads): Promise<void> {
    const wasKept = await left.begins(threadId);
    await model.load();
    if (!wasKept) return;
    try {
      await model.catchUp();
      void model.refreshVisitor().catch(() => {});
    } catch (error) {
      // Merged away, or no longer this agent's: what was kept is wrong.
      if (isPassing(error)) stale.add(threadId);
      else await model.load();
    }
  }

  function catchUpQuietly(threadId: ThreadId): void {
    void threads
      .get(threadId)
      ?.catchUp()
      .catch(() => stale.add(threadId));
  }

  function forgetOldThreads(): void {
    for (const [threadId, model] of threads) {
      if (threads.size <= KEPT_THREADS) return;
      if (threadId !== currentId && model.timeline.peek().unsent.length === 0) threads.delete(threadId);
    }
  }

  async function catchUp(send: (frame: UpFrame) => void): Promise<void> {
    say = send;
    if (feed.at) say(resumeFrom(feed.at));
    // What one is writing elsewhere can wait: a list and a thread cannot.
    void writing.load().catch(() => {});
    void mentions.load().catch(() => {});
    for (const threadId of threads.keys()) if (threadId !== currentId) stale.add(threadId);
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
    onFrame(down.frame);
  }

  function onFrame(frame: TeamFrame): void {
    for (const listener of listeners) listener(frame);
    switch (frame.type) {
      case 'message.sent': {
        const { message, topic } = frame;
        topics.receive(topic, message.seq === topic.firstSeq);
        threads.get(message.threadId)?.receiveMessage(message, topic);
        typing.stopped(topic.visitor.id, message.author.kind === 'agent' ? message.author.id : undefined);
        if (message.author.kind !== 'visitor') return;
        heard.value = message;
        // With his message the visitor said where he is now.
        if (message.threadId === currentId) refreshVisitorSoon();
        return;
      }
      case 'message.changed':
        topics.receive(frame.topic);
        threads.get(frame.message.threadId)?.receiveMessage(frame.message, frame.topic);
        return;
      case 'topic.changed':
        topics.receive(frame.topic);
        if (frame.isUnread) topics.receiveUnread(frame.topic.id);
        threads.get(frame.topic.threadId)?.receiveTopic(frame.topic, frame.event);
        return;
      case 'thread.rearranged':
        catchUpQuietly(frame.threadId);
        return;
      case 'scheduled.changed':
        threads.get(frame.scheduled.threadId)?.receiveScheduled(frame.scheduled);
        if (frame.scheduled.agent.id === agentId) writing.receive(frame.scheduled);
        return;
      case 'draft.changed':
        drafts.receive(frame.draft);
        return;
      case 'mentioned':
        mentions.receive(frame.mention);
        topics.views.named(frame.mention.topicId);
        return;
      case 'looking':
        looking.receive(frame);
        return;
      case 'topic.read':
        topics.receiveReadMark(frame.topicId, frame.seq);
        mentions.read(frame.topicId, frame.seq);
        return;
      case 'visitor.changed':
        topics.receiveVisitor(frame.visitor);
        threads.get(frame.threadId)?.receiveVisitor(frame.visitor);
        return;
      case 'thread.joined':
        threads.delete(frame.joinedThreadId);
        catchUpQuietly(frame.threadId);
        drafts.move(frame.joinedThreadId, frame.threadId);
        // What was put together may have come apart again.
        joined.value = new Map(
          [...joined.peek(), [frame.joinedThreadId, frame.threadId] as const].filter(
            ([from]) => from !== frame.threadId,
          ),
        );
        void topics.reload();
        return;
      case 'thread.seen':
        threads.get(frame.threadId)?.receiveReceipt(frame.seen);
        return;
      case 'typing':
        typing.heard(frame.visitorId, frame.agent);
        return;
      case 'presence':
        presence.receive(frame.here);
        return;
      case 'views.changed':
        void topics.views.load();
        return;
      case 'workspace.changed':
        void roster.load();
        return;
      case 'knock.changed': // whoever shows it listens
      case 'welcome':
      case 'reset':
        return;
      default:
        frame satisfies never;
    }
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
    return tools.clock.after(SEEN_AFTER_MS, () => {
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

    /** Connects, or, once signed in again, goes on where it was. */
    start() {
      if (connection) return;
      if (tools.kept) {
        void tools.kept.views().then((left) => left && topics.views.restore(left));
        void tools.kept.workspace().then((left) => left && !roster.workspace.peek() && roster.take(left));
        endKeeping = keepInbox({ topics, roster }, tools.kept, tools.clock);
      }
      void topics.refresh();
      void roster.load();
      connection = tools.connect({
        ticket: api.ticket,
        catchUp,
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

    /** Signed out by hand: whoever sits down here next must find nothing. */
    forget() {
      drafts.end();
      tools.draftStore?.(agentId).save(null);
    },

    /** Whether something written or chosen would be lost with the window. */
    hasUnsent: () =>
      [...threads.values()].some((model) => model.timeline.peek().unsent.length > 0) ||
      [...drafts.files.peek().values()].some(({ files }) => files.peek().length > 0),

    showList(listing: Listing) {
      selection.clear();
      void tools.kept?.list(listing).then((left) => left && topics.restore(left));
      topics.show(listing);
    },
    /** Brings a thread before the agent's eyes, or none. */
    showThread(threadId: ThreadId | undefined, topicId: TopicId | undefined) {
      currentId = threadId;
      topics.select(topicId);
      current.value = threadId && thread(threadId);
      forgetOldThreads();
    },
    /** Fetches a thread that will probably be wanted next. */
    prepare(threadId: ThreadId) {
      if (!threads.has(threadId)) thread(threadId);
    },
  };
});
export type InboxModel = InstanceType<typeof InboxModel>;

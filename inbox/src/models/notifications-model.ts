import { isWithin } from '@everthread/shared/client/availability';
import { type Recipient, visitorKindOf } from '@everthread/shared/client/notice-kind';
import type { TopicId } from '@everthread/shared/models/ids';
import type { NoticeKind, NotificationSettings, QuietHours } from '@everthread/shared/models/notification';
import type { Topic, TopicRow } from '@everthread/shared/models/topic';
import type { TeamFrame } from '@everthread/shared/protocol/down';
import { computed, createModel, signal } from '@preact/signals';
import type { NotificationsApi } from '../api/notifications-api.ts';
import { changesInTurn } from './changes-in-turn.ts';
import type { MentionsModel } from './mentions-model.ts';
import type { RosterModel } from './roster-model.ts';
import type { WritingModel } from './writing-model.ts';

type Others = {
  roster: Pick<RosterModel, 'me' | 'teams'>;
  mentions: Pick<MentionsModel, 'unread'>;
  writing: Pick<WritingModel, 'returned'>;
};

/** Of what an agent is told here, what he has not read of it, and when he wants to hear nothing. */
export const NotificationsModel = createModel(
  (api: Pick<NotificationsApi, 'notifications' | 'changeNotifications'>, { roster, mentions, writing }: Others) => {
    const settings = signal<NotificationSettings | undefined>(undefined);
    const unread = signal<ReadonlyMap<TopicId, Topic>>(new Map());
    const stands = new Map<string, string>(); // of what may be late in topics, as this window has heard
    const readUpTo = new Map<TopicId, number>(); // so that what is told late, or twice, is not unread again
    const inFlight = new Set<Set<TopicId>>(); // of answers on their way: what news has said since they were asked for
    let changes = 0; // begun or ended here: an answer that was asked for before one knows nothing of it
    let saved: NotificationSettings | undefined; // as the server has them
    const { send } = changesInTurn(() => {
      settings.value = saved;
    });
    const isRead = (topic: Topic) => topic.lastVisitorSeq <= (readUpTo.get(topic.id) ?? 0);
    const recipient = computed((): Recipient | undefined => {
      const me = roster.me.value;
      if (!me) return undefined;
      const teams = [...roster.teams.value.values()].filter(({ memberIds }) => memberIds.includes(me.id));
      return { id: me.id, role: me.role, teamIds: new Set(teams.map(({ id }) => id)) };
    });
    const kindOf = (topic: Topic): NoticeKind | undefined => recipient.value && visitorKindOf(topic, recipient.value);
    const wants = (kind: NoticeKind | undefined, way: 'sound' | 'badge'): boolean =>
      kind !== undefined && (settings.value?.kinds[kind][way] ?? false);

    function put({ topic }: Pick<TopicRow, 'topic'>): void {
      for (const touched of inFlight) touched.add(topic.id);
      const known = unread.peek().get(topic.id);
      if (known && known.rev > topic.rev) return;
      const isUnread = topic.status === 'open' && !isRead(topic);
      if (!known && !isUnread) return;
      const next = new Map(unread.peek());
      if (isUnread) next.set(topic.id, topic);
      else next.delete(topic.id);
      unread.value = next;
    }

    /** Whether what stands so (`''`: nothing is amiss) concerns the agent, and he has not heard of it here. */
    function isLate(what: 'target' | 'promise', topic: Topic, stand: string): boolean {
      const isNews = stand !== '' && stands.get(what + topic.id) !== stand && kindOf(topic) !== undefined;
      stands.set(what + topic.id, stand);
      return isNews;
    }

    /** What this frame is to the agent, where it is news to him. */
    function newsIn(frame: TeamFrame): NoticeKind | undefined {
      const me = recipient.peek();
      switch (frame.type) {
        case 'message.sent':
          if (frame.message.author.kind !== 'visitor' || unread.peek().has(frame.topic.id)) return undefined;
          return kindOf(frame.topic);
        case 'mentioned':
          return 'mention';
        case 'scheduled.changed':
          return frame.scheduled.state === 'returned' && frame.scheduled.agent.id === me?.id ? 'returned' : undefined;
        case 'topic.changed': {
          const { event, topic } = frame;
          const isByAnother = event && !event.isUndone && event.agentId !== me?.id;
          const isGiven = isByAnother && event.what.kind === 'changed' && event.what.after.assigneeId === me?.id;
          if (isGiven && topic.assigneeId === me?.id) return 'assignment';
          const { promise, target } = topic;
          const isAtRisk = isLate('promise', topic, promise?.state === 'at-risk' ? promise.id : '');
          const stand = target && target.state !== 'open' ? `${target.targetId} ${target.kind} ${target.state}` : '';
          return isLate('target', topic, stand) ? 'target' : isAtRisk ? 'promise' : undefined;
        }
        default:
          return undefined;
      }
    }

    async function load(): Promise<void> {
      const [before, touched] = [changes, new Set<TopicId>()];
      inFlight.add(touched);
      const loaded = await api.notifications().finally(() => inFlight.delete(touched));
      if (changes === before) settings.value = saved = loaded.settings;
      const told = loaded.unread.filter(({ topic }) => !touched.has(topic.id) && !isRead(topic));
      unread.value = new Map([
        ...told.map(({ topic }) => [topic.id, topic] as const),
        ...[...unread.peek()].filter(([id]) => touched.has(id)),
      ]);
    }

    return {
      settings,
      unread,
      /** How many topics, mentions and replies that came back are to be counted for all to see. */
      count: computed((): number => {
        const topics = [...unread.value.values()].filter((topic) => wants(kindOf(topic), 'badge')).length;
        const named = wants('mention', 'badge') ? mentions.unread.value.size : 0;
        return topics + named + (wants('returned', 'badge') ? writing.returned.value.size : 0);
      }),

      load,
      /** Seen at once, sent after those before it. What the server has is shown when the last has ended. */
      change(change: Parameters<NotificationsApi['changeNotifications']>[0]): Promise<void> {
        changes += 1;
        const before = settings.peek();
        if (before) {
          settings.value = {
            ...before,
            ...change,
            kinds: { ...before.kinds, ...change.kinds },
          } as NotificationSettings;
        }
        return send(async () => {
          try {
            saved = await api.changeNotifications(change);
          } finally {
            changes += 1;
          }
        });
      },
      /** Takes a frame in. Returns the kind of news that it brings, if it brings any that may be heard now. */
      receive(frame: TeamFrame, nowMs: number): NoticeKind | undefined {
        const kind = newsIn(frame);
        if (frame.type === 'message.sent') {
          if (frame.message.author.kind === 'visitor') put({ topic: frame.topic });
          else if (unread.peek().has(frame.topic.id)) put({ topic: frame.topic });
        } else if (frame.type === 'topic.changed' && unread.peek().has(frame.topic.id)) put({ topic: frame.topic });
        else if (frame.type === 'topic.read') {
          readUpTo.set(frame.topicId, Math.max(frame.seq, readUpTo.get(frame.topicId) ?? 0));
          const topic = unread.peek().get(frame.topicId);
          if (topic) put({ topic });
        }
        const isAway = roster.me.peek()?.isAway ?? false;
        return wants(kind, 'sound') && !isAway && !isQuiet(nowMs) ? kind : undefined;
      },
    };

    function isQuiet(nowMs: number): boolean {
      const { quiet = null, isQuietOffShift = false } = settings.peek() ?? {};
      const hours = roster.me.peek()?.hours;
      const isOffShift = isQuietOffShift && hours ? !isWithin(hours, nowMs) : false;
      return isOffShift || (quiet !== null && isWithin(spansOf(quiet), nowMs));
    }
  },
);
export type NotificationsModel = InstanceType<typeof NotificationsModel>;

const DAYS = [1, 2, 3, 4, 5, 6, 7];

/** Quiet hours as stretches of single days. */
export const spansOf = ({ timeZone, from, to }: QuietHours) => ({
  timeZone,
  spans: DAYS.flatMap((day) =>
    from < to
      ? [{ day, from, to }]
      : [
          { day, from: '00:00', to },
          { day, from, to: '24:00' },
        ],
  ),
});

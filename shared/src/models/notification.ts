import * as z from 'zod/mini';
import type { MessageId, ThreadId, TopicId, WorkspaceId } from './ids.ts';
import { Time, TimeZone } from './profile.ts';
import { TopicRow } from './topic.ts';

/**
 * What an agent can be told of. A visitor has written: in a topic that is his (`mine`), that he follows, that his team
 * has and nobody of it, or that nobody has; he was named in a note; a topic was given to him; a reply of his was not
 * sent, because something had come in between (`returned`); a target of the team comes due, or was missed; what a visitor
 * was promised will hardly be kept.
 */
export const NOTICE_KINDS = [
  'mine',
  'followed',
  'team',
  'unassigned',
  'mention',
  'assignment',
  'returned',
  'target',
  'promise',
] as const;
export const NoticeKind = z.enum(NOTICE_KINDS);
export type NoticeKind = z.infer<typeof NoticeKind>;

/**
 * How he is told of it: on his devices while he is away, by a mail where it is unread still some time later, by a tone, by
 * the number in the window's title.
 */
export const NoticeWays = z.strictObject({
  push: z.boolean(),
  mail: z.boolean(),
  sound: z.boolean(),
  badge: z.boolean(),
});
export type NoticeWays = z.infer<typeof NoticeWays>;

/** Every day from one time to another on the clock of his zone; past midnight where it ends before it begins. */
export const QuietHours = z
  .strictObject({
    timeZone: TimeZone,
    from: Time.check(z.refine((time) => time !== '24:00', { error: 'must be before 24:00' })),
    to: Time,
  })
  .check(z.refine(({ from, to }) => from !== to, { error: 'must not be when they begin', path: ['to'] }));
export type QuietHours = z.infer<typeof QuietHours>;

const kindsOf = <Ways extends z.ZodMiniType>(ways: Ways) =>
  z.strictObject({
    mine: ways,
    followed: ways,
    team: ways,
    unassigned: ways,
    mention: ways,
    assignment: ways,
    returned: ways,
    target: ways,
    promise: ways,
  });

export const NotificationSettings = z.strictObject({
  kinds: kindsOf(NoticeWays),
  quiet: z.nullable(QuietHours),
  isQuietOffShift: z.boolean(), // also whenever his working hours do not hold
  showsWords: z.boolean(), // who wrote and what, on a lock screen too
});
export type NotificationSettings = z.infer<typeof NotificationSettings>;

/** Of each kind the ways that are named: an inbox that was opened before there was one of them does not know it. */
export const NotificationChange = z.strictObject({
  kinds: z.optional(z.partial(kindsOf(z.partial(NoticeWays)))),
  quiet: z.optional(z.nullable(QuietHours)),
  isQuietOffShift: z.optional(z.boolean()),
  showsWords: z.optional(z.boolean()),
});
export type NotificationChange = z.infer<typeof NotificationChange>;

/** An agent's settings, and the topics of his, his teams' and nobody's in which something is unread, at most so many. */
export const MOST_UNREAD = 200;
export const Notifications = z.object({ settings: NotificationSettings, unread: z.array(TopicRow) });
export type Notifications = z.infer<typeof Notifications>;

/** One thing that a push tells of. Name and words are null where nobody gave them, or the agent wants them unsaid. */
export type PushedNotice = {
  kind: NoticeKind;
  topicId: TopicId;
  threadId: ThreadId;
  messageId: MessageId | null;
  name: string | null; // the visitor's; of a mention, the colleague's
  text: string | null;
};

/** What a push carries. `close`: what was read elsewhere. */
export type PushPayload =
  | { type: 'show'; workspaceId: WorkspaceId; notices: PushedNotice[]; more: number }
  | { type: 'close'; topicIds: TopicId[] }
  | { type: 'test' };

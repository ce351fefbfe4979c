import { NOTICE_KINDS, type NotificationSettings } from '@everthread/shared/models/notification';
import type { Context, SystemActor } from '../context.ts';
import { agentReplyAddress } from '../mail/agent-reply-address.ts';
import { addressOf, domainOf, mailbox as named } from '../mail/header-text.ts';
import type { Outgoing } from '../mail/send-mail.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import { excerptOf } from './excerpt-of.ts';
import { mailOffLink } from './mail-off.ts';
import { renderNotices } from './notice-mail.ts';
import type { MailboxRow, SaidRow } from './notice-mail-rows.ts';
import type { ContentRow } from './push-contents.ts';

/** What is mailed to an agent, and all that is known of him; `said`: in the thread that it is about. */
export type NoticesMailed = {
  event: Extract<OutboxEvent, { type: 'notice.mail' }>;
  mailbox: MailboxRow;
  settings: NotificationSettings;
  contents: readonly ContentRow[];
  said: readonly SaidRow[];
};

const ANSWERED_WITHIN_MS = 14 * 24 * 60 * 60 * 1000;

/** The mail, which is the same whenever it is made of the same. */
export function toNoticeMail({ config }: Context<SystemActor>, mail: NoticesMailed): Outgoing {
  const { mailbox, event, settings, contents } = mail;
  const { workspaceId, agentId } = mailbox;
  const answer = toAnswer(mail);
  const replyTo =
    answer &&
    agentReplyAddress(config, mailbox.mailName, {
      ...{ workspaceId, agentId, threadId: answer.threadId, seenSeq: answer.seenSeq, isNote: answer.isNote },
      until: new Date(Date.parse(event.until) + ANSWERED_WITHIN_MS),
    });
  const offUrl = mailOffLink(config, { workspaceId, agentId, kinds: contents.map(({ kind }) => kind) });
  const from = mailbox.sender ?? addressOf(config.mail.from);
  const domain = config.mail.replyDomain ?? domainOf(from);
  const root = contents.map(({ threadId }) => threadId).every((id) => id === contents[0]?.threadId)
    ? `<for-agent.${contents[0]?.threadId}@${domain}>`
    : undefined;
  return {
    from: named(mailbox.workspaceName, from),
    to: mailbox.address,
    ...renderNotices({
      workspaceName: mailbox.workspaceName,
      notices: contents.map(({ kind, name, text, topicId, threadId, messageId }) => ({
        kind,
        name: settings.showsWords ? name : null,
        text: settings.showsWords ? excerptOf(text) : null,
        url: `${config.publicUrl}/inbox/${workspaceId}/all/${threadId}/${topicId}${messageId ? `?message=${messageId}` : ''}`,
      })),
      said: replyTo ? (answer?.said ?? []) : [],
      answersTo: replyTo ? (answer?.isNote ? 'team' : 'visitor') : null,
      offUrl,
      allOffUrl: mailOffLink(config, { workspaceId, agentId, kinds: NOTICE_KINDS }),
    }),
    ...(replyTo && { replyTo }),
    headers: {
      'Message-ID': `<notice.${event.key}@${domain}>`,
      ...(root && { References: root, 'In-Reply-To': root }),
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'X-Everthread-Loop': workspaceId,
      'List-Unsubscribe': `<${offUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  };
}

/**
 * What an answer to the mail would answer: all of it has to be about one thread, and said in the mail, since who answers
 * what he has not seen answers something else. To who is named in a note the answer is a note.
 */
function toAnswer({ mailbox, settings, contents, said }: NoticesMailed) {
  const [first] = contents;
  const isNote = first?.kind === 'mention';
  const isOne = contents.every(({ threadId, kind }) => threadId === first?.threadId && (kind === 'mention') === isNote);
  if (!first || !isOne || !mailbox.agentsAnswer || mailbox.role === 'viewer' || !settings.showsWords) return undefined;
  const shown = said.filter((one) => isNote || !one.isNote);
  const last = shown.at(-1);
  if (!last) return undefined;
  return {
    threadId: first.threadId,
    seenSeq: last.seq,
    isNote,
    said: shown.map(({ name, isVisitors, ...one }) => ({
      name: name ?? (isVisitors ? 'Visitor' : mailbox.workspaceName),
      text: one.text || '(a file)',
      isNote: one.isNote,
    })),
  };
}

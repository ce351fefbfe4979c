import { and, desc, sql } from 'drizzle-orm';
import type { Context, VisitorActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { messages } from '../db/schema/messages.ts';
import { visitors } from '../db/schema/visitors.ts';
import { workspaces } from '../db/schema/workspaces.ts';
import { AppError } from '../errors.ts';
import { selectMessages } from '../messages/message-rows.ts';
import { toMessage } from '../messages/message-view.ts';
import { actorsThread } from '../threads/actors-thread.ts';
import { visibleTo } from '../threads/changes-after.ts';
import { countTry } from '../throttles/throttle.ts';
import { mailAddress } from '../ways-back/reachable-visitors.ts';
import { addressOf, mailbox } from './header-text.ts';
import { recipientLimit } from './recipient-limits.ts';
import type { Outgoing } from './send-mail.ts';
import { type Reason, suppressedBecause } from './suppressions.ts';
import { renderTranscript, type Said } from './transcript-mail.ts';

// Mailboxes cut long mails. The download has all of it.
const MOST_MESSAGES = 500;
const MOST_CHARACTERS = 80_000;

const byVisitor = { of: 'transcripts of a visitor', max: 3, minutes: 24 * 60 };

type Reader = {
  address: string | null;
  isProven: boolean;
  language: string | null;
  timeZone: string | null;
  workspaceName: string;
};

/**
 * The visitor's conversation as a mail to him: what he sees of it, and only to a mailbox that is proven to be his, since
 * anybody may write anything there. Throws `forbidden` where none is, or where it wants no mail; `too_many`.
 */
export async function transcriptMail(ctx: Context<VisitorActor>): Promise<Outgoing> {
  const { workspaceId, visitorId } = ctx.actor;
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute<Reader>(sql`
      select ${mailAddress} as address, visitor.language, visitor.time_zone as "timeZone", workspace.name as "workspaceName",
        coalesce(visitor.mail_proof = 'proven'
          or (visitor.identity = 'verified' and lower(visitor.email) = lower(${mailAddress})), false) as "isProven"
      from ${visitors} visitor join ${workspaces} workspace on workspace.id = visitor.workspace_id
      where visitor.workspace_id = ${workspaceId} and visitor.id = ${visitorId}`),
  ]);
  const [reader] = rows;
  if (!reader?.address || !reader.isProven) throw new AppError('forbidden', 'Confirm an address for mail first');
  const { address, language, timeZone, workspaceName } = reader;
  const [suppressed, newestFirst] = await inWorkspace(ctx, [
    ctx.db.execute<{ because: Reason | null }>(sql`select ${suppressedBecause(ctx, address, workspaceId)} as because`),
    selectMessages(ctx.db)
      .where(and(actorsThread(ctx.actor, 'own'), visibleTo(ctx.actor)))
      .orderBy(desc(messages.seq))
      .limit(MOST_MESSAGES + 1),
  ]);
  if (suppressed.rows[0]?.because) throw new AppError('forbidden', 'No mail goes to this address');
  await countTry(ctx, { narrow: [{ rule: byVisitor, subject: visitorId }, recipientLimit(address, true)], wide: [] });
  const said = newestThatFit(newestFirst.map((row) => toSaid(toMessage(row))));
  return {
    from: mailbox(workspaceName, addressOf(ctx.config.mail.from)),
    to: address,
    ...renderTranscript({
      language,
      timeZone,
      workspaceName,
      said: said.toReversed(),
      isCut: said.length < newestFirst.length,
    }),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'X-Everthread-Loop': workspaceId,
    },
  };
}

const toSaid = ({ author, text, attachments, deletedAt, sentAt }: ReturnType<typeof toMessage>): Said => ({
  name: author.kind === 'visitor' ? null : author.name,
  isBot: author.kind === 'bot',
  text: deletedAt ? null : text,
  files: attachments.map(({ name }) => name),
  at: new Date(sentAt),
});

function newestThatFit(newestFirst: readonly Said[]): readonly Said[] {
  let characters = 0;
  const end = newestFirst.findIndex(({ text }) => {
    characters += text?.length ?? 0;
    return characters > MOST_CHARACTERS;
  });
  return newestFirst.slice(0, Math.min(end < 0 ? MOST_MESSAGES : Math.max(end, 1), MOST_MESSAGES));
}

import type { DraftKind } from '@everthread/shared/models/draft';
import { type AgentId, MessageId, type WorkspaceId } from '@everthread/shared/models/ids';
import { MESSAGE_MAX_LENGTH, type TeamMessage } from '@everthread/shared/models/message';
import type { Role } from '@everthread/shared/models/workspace';
import { eq, sql } from 'drizzle-orm';
import type { AbsentAgentActor, Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { agents } from '../db/schema/agents.ts';
import { users } from '../db/schema/auth.ts';
import { receivedMails } from '../db/schema/mail.ts';
import { waysBack } from '../db/schema/ways-back.ts';
import { AppError } from '../errors.ts';
import { sendMessage, writeNote } from '../messages/send-message.ts';
import { type AgentToken, isAgentsRight } from './agent-reply-address.ts';
import { type Refusal, tellNotSent, tellRefused } from './answer-agent.ts';
import { answerOf } from './answer-mark.ts';
import { keepMailedFiles } from './keep-files.ts';
import { sanitizeMail } from './mail-html.ts';
import { mailId } from './mail-key.ts';
import type { ReceivedMail } from './received-mail.ts';
import { selectThreadNow, type ThreadNow } from './thread-now.ts';

/** Whom a token was given, as he is now. */
export type Answerer = { agentId: AgentId; role: Role; hasLeft: boolean; address: string; isVerified: boolean };

/** What became of it. `nobodys`: no agent was given the token, so it is a mail like any other. */
export type AgentReceipt = 'sent' | 'not_sent' | 'refused' | 'left' | 'nobodys';

/**
 * An agent answers from his mailbox. It becomes his message, or his note, by the same verb as in the inbox: where an admin
 * allows that, he is a member still who may write, the address that only his mailbox was given names him, and his
 * mailbox's domain vouches for the mail. What he has not seen is not answered: he gets his words back, and what came in
 * between, as of whatever else of his is refused. Safe to repeat.
 */
export async function receiveFromAgent(
  ctx: Context<SystemActor>,
  files: R2Bucket,
  mail: ReceivedMail,
  token: AgentToken,
  isVouched: boolean,
): Promise<AgentReceipt> {
  const { workspaceId } = ctx.actor;
  const [members, [ways], { rows }] = await inWorkspace(ctx, [
    selectAnswerers(ctx, workspaceId),
    ctx.db.select({ isOn: waysBack.agentsAnswer }).from(waysBack).where(eq(waysBack.workspaceId, workspaceId)),
    selectThreadNow(ctx, token.threadId),
  ]);
  const who = members.find(({ agentId }) => isAgentsRight(ctx.config, token, { workspaceId, agentId }));
  if (!who) return 'nobodys';
  if (who.hasLeft || !who.isVerified) return 'left';

  const said = answerOf(mail.text, ctx.config.publicUrl);
  const [thread] = rows;
  const refusal = whyRefused(ctx, who, mail, token, { isVouched, isOn: ways?.isOn ?? false, said, thread });
  if (refusal || !thread || said === null) {
    // Words that could not be told from what they quote, and such as may be another visitor's, are for the team alone.
    const kind: DraftKind = token.isNote || said === null || thread?.isParted ? 'note' : 'message';
    const draft = thread && { threadId: thread.threadId, kind, said: said ?? mail.text };
    await tellRefused(ctx, who, mail, refusal ?? 'unclear', draft);
    return 'refused';
  }
  const asAgent: Context<AbsentAgentActor> = {
    ...ctx,
    actor: { kind: 'absent-agent', workspaceId, agentId: who.agentId },
  };
  const attachmentIds = await keepMailedFiles(asAgent, files, thread.threadId, mail);
  const id = MessageId.parse(mailId(workspaceId, mail, 'message'));
  const entry = { id, text: said, via: 'mail' as const, ...(attachmentIds.length > 0 && { attachmentIds }) };
  try {
    if (token.isNote) await writeNote(asAgent, thread.threadId, entry);
    else await sendMessage(asAgent, thread.threadId, { ...entry, seenSeq: token.seenSeq + thread.shift });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'stale') {
      const { between } = error.details as { between: TeamMessage[] };
      await tellNotSent(ctx, who, mail, { said, between, threadId: thread.threadId });
      return 'not_sent';
    }
    if (error.code !== 'forbidden') throw error; // he left, or may write no more, in this very moment
    return 'left';
  }
  await keepMail(ctx, id, mail);
  return 'sent';
}

const selectAnswerers = ({ db }: Context, workspaceId: WorkspaceId) =>
  db
    .select({
      agentId: agents.id,
      role: agents.role,
      hasLeft: sql<boolean>`${agents.leftAt} is not null`,
      address: users.email,
      isVerified: users.emailVerified,
    })
    .from(agents)
    .innerJoin(users, eq(users.id, agents.userId))
    .where(eq(agents.workspaceId, workspaceId));

type Found = { isVouched: boolean; isOn: boolean; said: string | null; thread: ThreadNow | undefined };

function whyRefused(
  ctx: Context,
  { role, address }: Answerer,
  mail: ReceivedMail,
  { until }: AgentToken,
  { isVouched, isOn, said, thread }: Found,
): Refusal | undefined {
  if (!isVouched || mail.from?.address !== address.toLowerCase()) return 'not_proven';
  if (!isOn) return 'off';
  if (role === 'viewer') return 'role';
  if (until <= ctx.now()) return 'over';
  if (!thread) return 'gone';
  if (thread.isParted) return 'parted';
  if (said === null) return 'unclear';
  if (said === '' && mail.files.length === 0) return 'empty';
  return said.length > MESSAGE_MAX_LENGTH ? 'too_long' : undefined;
}

/** The mail as it came, for the team, beside what it has become. */
async function keepMail(ctx: Context<SystemActor>, messageId: MessageId, mail: ReceivedMail): Promise<void> {
  const html = mail.html === null ? null : await sanitizeMail(mail.html);
  await inWorkspace(ctx, [
    ctx.db
      .insert(receivedMails)
      .values({
        workspaceId: ctx.actor.workspaceId,
        messageId,
        fromAddress: mail.from?.address ?? '',
        fromName: mail.from?.name || null,
        subject: mail.subject,
        isProven: true,
        text: mail.text,
        html,
        receivedAt: ctx.now(),
      })
      .onConflictDoNothing(),
  ]);
}

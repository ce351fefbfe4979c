import type { AgentId, ThreadId, WorkspaceId } from '@everthread/shared/models/ids';
import type { NotificationSettings } from '@everthread/shared/models/notification';
import type { WorkingHours } from '@everthread/shared/models/profile';
import type { Role } from '@everthread/shared/models/workspace';
import { sql } from 'drizzle-orm';
import { uuids } from '../db/lists.ts';
import { agents } from '../db/schema/agents.ts';
import { users } from '../db/schema/auth.ts';
import { workspaceMail } from '../db/schema/mail.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { visitors } from '../db/schema/visitors.ts';
import { waysBack } from '../db/schema/ways-back.ts';
import { workspaces } from '../db/schema/workspaces.ts';
import type { HandlerContext } from '../outbox/handler.ts';

const MOST_SAID = 6;
const MOST_WORDS = 2_000;

export type MailboxRow = {
  agentId: AgentId;
  address: string;
  role: Role;
  isAway: boolean;
  hours: WorkingHours | null;
  settings: NotificationSettings | null;
  workspaceId: WorkspaceId;
  workspaceName: string;
  mailName: string;
  sender: string | null; // of the workspace's own domain, once that is verified
  agentsAnswer: boolean; // an admin lets them answer by mail
};

/** The mailboxes of those of these agents who are agents still, and what they want by now. */
export const selectMailboxes = (ctx: HandlerContext, agentIds: readonly AgentId[]) =>
  ctx.db.execute<MailboxRow>(sql`
    select agent.id as "agentId", mailbox.email as address, agent.role, agent.is_away as "isAway", agent.hours,
      agent.notifications as settings, workspace.id as "workspaceId", workspace.name as "workspaceName",
      mail.name as "mailName", case when mail.status = 'verified' then mail.sender || '@' || mail.domain end as sender,
      coalesce(ways.agents_answer, false) as "agentsAnswer"
    from ${agents} agent
      join ${users} mailbox on mailbox.id = agent.user_id and mailbox.email_verified
      join ${workspaces} workspace on workspace.id = agent.workspace_id
      join ${workspaceMail} mail on mail.workspace_id = agent.workspace_id
      left join ${waysBack} ways on ways.workspace_id = agent.workspace_id
    where agent.workspace_id = ${ctx.actor.workspaceId} and agent.left_at is null
      and agent.id = any(${uuids(agentIds)})`);

export type SaidRow = {
  threadId: ThreadId;
  seq: number;
  isNote: boolean;
  name: string | null;
  isVisitors: boolean;
  text: string;
};

/** What was said last in these threads, oldest first: what one has to know to answer. */
export const selectSaid = (ctx: HandlerContext, threadIds: readonly ThreadId[]) =>
  ctx.db.execute<SaidRow>(sql`
    select thread.id as "threadId", said.seq, said.kind = 'note' as "isNote", said.author_kind = 'visitor' as "isVisitors",
      case when said.author_kind = 'visitor' then visitor.shown_name else author.name end as name,
      left(said.text, ${MOST_WORDS}) as text
    from ${threads} thread
      join ${visitors} visitor on visitor.workspace_id = thread.workspace_id and visitor.id = thread.visitor_id
      cross join lateral (select message.* from ${messages} message where message.workspace_id = thread.workspace_id
        and message.thread_id = thread.id and message.deleted_at is null order by message.seq desc limit ${MOST_SAID}) said
      left join ${agents} author on author.workspace_id = said.workspace_id and author.id = said.agent_id
    where thread.workspace_id = ${ctx.actor.workspaceId}
      and thread.id = any(${uuids(threadIds)})
    order by thread.id, said.seq`);

import type { AttachmentLink } from '@everthread/shared/models/attachment';
import type { IdentitySecret, NewIdentitySecret } from '@everthread/shared/models/identity';
import type { AttachmentId, MessageId, ThreadId, TopicId, WorkspaceId } from '@everthread/shared/models/ids';
import type { MessageVersion, NewMessage, NewReply, TeamMessage } from '@everthread/shared/models/message';
import type { TeamThread, TeamThreadChanges } from '@everthread/shared/models/thread';
import type { Topic } from '@everthread/shared/models/topic';
import type { ListedStatus, TopicPage } from '@everthread/shared/models/topic-page';
import type { Workspace, WorkspaceChange } from '@everthread/shared/models/workspace';
import type { Call } from './call.ts';

export type SentAnswer = { message: TeamMessage; topic: Topic };

export type TeamApi = {
  workspace(): Promise<Workspace>;
  changeWorkspace(change: WorkspaceChange): Promise<Workspace>;
  topics(status: ListedStatus, before?: string): Promise<TopicPage>;
  setStatus(topicId: TopicId, status: ListedStatus): Promise<Topic>;
  read(topicId: TopicId, seq: number): Promise<void>;
  thread(threadId: ThreadId): Promise<TeamThread>;
  changes(threadId: ThreadId, after: number): Promise<TeamThreadChanges>;
  history(threadId: ThreadId, before: number): Promise<{ messages: TeamMessage[]; hasEarlier: boolean }>;
  send(threadId: ThreadId, kind: TeamMessage['kind'], message: NewMessage | NewReply): Promise<SentAnswer>;
  edit(threadId: ThreadId, messageId: MessageId, text: string): Promise<SentAnswer>;
  remove(threadId: ThreadId, messageId: MessageId): Promise<SentAnswer>;
  versions(threadId: ThreadId, messageId: MessageId): Promise<readonly MessageVersion[]>;
  /** Where files are put, and what they are fetched by. */
  threadPath(threadId: ThreadId): string;
  links(threadId: ThreadId, ids: readonly AttachmentId[]): Promise<readonly AttachmentLink[]>;
  secrets(): Promise<readonly IdentitySecret[]>;
  createSecret(): Promise<NewIdentitySecret>;
  revokeSecret(secretId: string): Promise<void>;
  ticket(): Promise<string>;
};

/** What an agent may do in one workspace. */
export function createTeamApi(call: Call, workspaceId: WorkspaceId): TeamApi {
  const root = `/api/workspaces/${workspaceId}`;
  const thread = (threadId: ThreadId) => `${root}/threads/${threadId}`;
  const topic = (topicId: TopicId) => `${root}/topics/${topicId}`;
  const message = (threadId: ThreadId, messageId: MessageId) => `${thread(threadId)}/messages/${messageId}`;
  return {
    workspace: async () => (await call<{ workspace: Workspace }>('GET', root)).workspace,
    changeWorkspace: async (change) => (await call<{ workspace: Workspace }>('PATCH', root, change)).workspace,
    topics: (status, before) =>
      call('GET', `${root}/topics?${new URLSearchParams(before === undefined ? { status } : { status, before })}`),
    setStatus: async (topicId, status) =>
      (await call<{ topic: Topic }>('POST', `${topic(topicId)}/status`, { status })).topic,
    read: (topicId, seq) => call('POST', `${topic(topicId)}/read`, { seq }),
    thread: async (threadId) => (await call<{ thread: TeamThread }>('GET', thread(threadId))).thread,
    changes: (threadId, after) => call('GET', `${thread(threadId)}/changes?after=${after}`),
    history: (threadId, before) => call('GET', `${thread(threadId)}/messages?before=${before}`),
    send: (threadId, kind, body) => call('POST', `${thread(threadId)}/${kind === 'note' ? 'notes' : 'messages'}`, body),
    edit: (threadId, messageId, text) => call('PATCH', message(threadId, messageId), { text }),
    remove: (threadId, messageId) => call('DELETE', message(threadId, messageId)),
    versions: async (threadId, messageId) =>
      (await call<{ versions: MessageVersion[] }>('GET', `${message(threadId, messageId)}/versions`)).versions,
    threadPath: thread,
    links: async (threadId, ids) =>
      (await call<{ links: AttachmentLink[] }>('POST', `${thread(threadId)}/attachment-links`, { ids })).links,
    secrets: async () => (await call<{ secrets: IdentitySecret[] }>('GET', `${root}/identity-secrets`)).secrets,
    createSecret: () => call('POST', `${root}/identity-secrets`, {}),
    revokeSecret: (secretId) => call('DELETE', `${root}/identity-secrets/${encodeURIComponent(secretId)}`),
    ticket: async () => (await call<{ ticket: string }>('POST', `${root}/ticket`, {})).ticket,
  };
}

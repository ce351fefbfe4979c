import type { ThreadId, TopicId, WorkspaceId } from '@everthread/shared/models/ids';
import type { NewMessage, TeamMessage } from '@everthread/shared/models/message';
import type { TeamThread, TeamThreadChanges } from '@everthread/shared/models/thread';
import type { Topic } from '@everthread/shared/models/topic';
import type { ListedStatus, TopicPage } from '@everthread/shared/models/topic-page';
import type { Workspace, WorkspaceChange } from '@everthread/shared/models/workspace';
import type { Call } from './call.ts';

export type TeamApi = {
  workspace(): Promise<Workspace>;
  changeWorkspace(change: WorkspaceChange): Promise<Workspace>;
  topics(status: ListedStatus, before?: string): Promise<TopicPage>;
  setStatus(topicId: TopicId, status: ListedStatus): Promise<Topic>;
  read(topicId: TopicId, seq: number): Promise<void>;
  thread(threadId: ThreadId): Promise<TeamThread>;
  changes(threadId: ThreadId, after: number): Promise<TeamThreadChanges>;
  history(threadId: ThreadId, before: number): Promise<{ messages: TeamMessage[]; hasEarlier: boolean }>;
  send(
    threadId: ThreadId,
    kind: TeamMessage['kind'],
    message: NewMessage,
  ): Promise<{ message: TeamMessage; topic: Topic }>;
  ticket(): Promise<string>;
};

/** What an agent may do in one workspace. */
export function createTeamApi(call: Call, workspaceId: WorkspaceId): TeamApi {
  const root = `/api/workspaces/${workspaceId}`;
  const thread = (threadId: ThreadId) => `${root}/threads/${threadId}`;
  const topic = (topicId: TopicId) => `${root}/topics/${topicId}`;
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
    send: (threadId, kind, message) =>
      call('POST', `${thread(threadId)}/${kind === 'note' ? 'notes' : 'messages'}`, message),
    ticket: async () => (await call<{ ticket: string }>('POST', `${root}/ticket`, {})).ticket,
  };
}

import type { AttachmentLink } from '@everthread/shared/models/attachment';
import type { IdentitySecret, NewIdentitySecret, SecretWanted } from '@everthread/shared/models/identity';
import type {
  AttachmentId,
  ChangeId,
  MessageId,
  TagId,
  ThreadId,
  TopicId,
  ViewId,
  WorkspaceId,
} from '@everthread/shared/models/ids';
import type { MessageVersion, NewNote, NewReply, TeamMessage } from '@everthread/shared/models/message';
import type { Search, SearchAnswer } from '@everthread/shared/models/search';
import type { NewTag, Tag, TagChange } from '@everthread/shared/models/tag';
import type { TeamThread, TeamThreadChanges } from '@everthread/shared/models/thread';
import type { Topic } from '@everthread/shared/models/topic';
import type { MessagesMove, TopicChange, TopicEvent } from '@everthread/shared/models/topic-change';
import type { ChangeResult, ChangeUndos, TopicChanges } from '@everthread/shared/models/topic-changes';
import type { TopicPage } from '@everthread/shared/models/topic-page';
import type { NewView, View, ViewChange, ViewFilters, ViewSort, Views } from '@everthread/shared/models/view';
import type { Workspace, WorkspaceChange } from '@everthread/shared/models/workspace';
import type { Call } from './call.ts';
import { listPath, ticketPath, workspacePath } from './first-paths.ts';
import { createWritingApi, type WritingApi } from './writing-api.ts';

export type SentAnswer = { message: TeamMessage; topic: Topic };
/** Both topics as they now are. */
export type MoveAnswer = { topics: Topic[]; event: TopicEvent };
/** `event`: nothing where it was so already. */
export type ChangeAnswer = { topic: Topic; event: TopicEvent | null };

export type TeamApi = WritingApi & {
  workspace(): Promise<Workspace>;
  changeWorkspace(change: WorkspaceChange): Promise<Workspace>;
  topics(of: { filters: ViewFilters; sort: ViewSort }, before?: string): Promise<TopicPage>;
  views(): Promise<Views>;
  createView(view: NewView): Promise<View>;
  changeView(viewId: ViewId, change: ViewChange): Promise<View>;
  deleteView(viewId: ViewId): Promise<void>;
  changeTopic(topicId: TopicId, change: TopicChange): Promise<ChangeAnswer>;
  changeTopics(changes: TopicChanges['changes']): Promise<readonly ChangeResult[]>;
  undoChanges(undos: ChangeUndos['undos']): Promise<readonly ChangeResult[]>;
  undoChange(topicId: TopicId, changeId: ChangeId): Promise<ChangeAnswer>;
  moveMessages(topicId: TopicId, move: MessagesMove): Promise<MoveAnswer>;
  undoMove(topicId: TopicId, changeId: ChangeId): Promise<MoveAnswer>;
  createTag(tag: NewTag): Promise<Tag>;
  changeTag(tagId: TagId, change: TagChange): Promise<Tag>;
  removeTag(tagId: TagId): Promise<void>;
  read(topicId: TopicId, seq: number): Promise<void>;
  search(search: Search): Promise<SearchAnswer>;
  thread(threadId: ThreadId): Promise<TeamThread>;
  changes(threadId: ThreadId, after: number): Promise<TeamThreadChanges>;
  history(
    threadId: ThreadId,
    before: number,
  ): Promise<{ messages: TeamMessage[]; events: TopicEvent[]; hasEarlier: boolean }>;
  send(threadId: ThreadId, kind: TeamMessage['kind'], message: NewNote | NewReply): Promise<SentAnswer>;
  edit(threadId: ThreadId, messageId: MessageId, text: string): Promise<SentAnswer>;
  remove(threadId: ThreadId, messageId: MessageId): Promise<SentAnswer>;
  versions(threadId: ThreadId, messageId: MessageId): Promise<readonly MessageVersion[]>;
  /** Where files are put, and what they are fetched by. */
  threadPath(threadId: ThreadId): string;
  links(threadId: ThreadId, ids: readonly AttachmentId[]): Promise<readonly AttachmentLink[]>;
  secrets(): Promise<readonly IdentitySecret[]>;
  createSecret(wanted?: SecretWanted): Promise<NewIdentitySecret>;
  revokeSecret(secretId: string): Promise<void>;
  ticket(): Promise<string>;
};

/** What an agent may do in one workspace. */
export function createTeamApi(call: Call, workspaceId: WorkspaceId): TeamApi {
  const root = workspacePath(workspaceId);
  const thread = (threadId: ThreadId) => `${root}/threads/${threadId}`;
  const topic = (topicId: TopicId) => `${root}/topics/${topicId}`;
  const message = (threadId: ThreadId, messageId: MessageId) => `${thread(threadId)}/messages/${messageId}`;
  return {
    ...createWritingApi(call, root),
    workspace: async () => (await call<{ workspace: Workspace }>('GET', root)).workspace,
    changeWorkspace: async (change) => (await call<{ workspace: Workspace }>('PATCH', root, change)).workspace,
    topics: (listing, before) => call('GET', listPath(workspaceId, listing, before)),
    views: () => call('GET', `${root}/views`),
    createView: async (view) => (await call<{ view: View }>('POST', `${root}/views`, view)).view,
    changeView: async (viewId, change) => (await call<{ view: View }>('PATCH', `${root}/views/${viewId}`, change)).view,
    deleteView: (viewId) => call('DELETE', `${root}/views/${viewId}`),
    changeTopics: async (changes) =>
      (await call<{ results: ChangeResult[] }>('POST', `${root}/topics/changes`, { changes })).results,
    undoChanges: async (undos) =>
      (await call<{ results: ChangeResult[] }>('POST', `${root}/topics/undos`, { undos })).results,
    changeTopic: (topicId, change) => call('PATCH', topic(topicId), change),
    undoChange: (topicId, changeId) => call('POST', `${topic(topicId)}/undo`, { changeId }),
    moveMessages: (topicId, move) => call('POST', `${topic(topicId)}/messages`, move),
    undoMove: (topicId, changeId) => call('POST', `${topic(topicId)}/messages/undo`, { changeId }),
    createTag: async (tag) => (await call<{ tag: Tag }>('POST', `${root}/tags`, tag)).tag,
    changeTag: async (tagId, change) => (await call<{ tag: Tag }>('PATCH', `${root}/tags/${tagId}`, change)).tag,
    removeTag: (tagId) => call('DELETE', `${root}/tags/${tagId}`),
    search: (search) => call('POST', `${root}/search`, search),
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
    createSecret: (wanted = {}) => call('POST', `${root}/identity-secrets`, wanted),
    revokeSecret: (secretId) => call('DELETE', `${root}/identity-secrets/${encodeURIComponent(secretId)}`),
    ticket: async () => (await call<{ ticket: string }>('POST', ticketPath(workspaceId), {})).ticket,
  };
}

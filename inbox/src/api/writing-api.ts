import type { Draft, DraftChange, DraftKind, Writing, WritingChange } from '@everthread/shared/models/draft';
import type { MessageId, SavedReplyId, ThreadId } from '@everthread/shared/models/ids';
import type { MentionPage } from '@everthread/shared/models/mention';
import type { NewSavedReply, SavedReply, SavedReplyChange } from '@everthread/shared/models/saved-reply';
import type { NewScheduled, Scheduled, ScheduledChange } from '@everthread/shared/models/scheduled';
import type { Call } from './call.ts';

/** What an agent is writing and has not sent. */
export type WritingApi = {
  writing(): Promise<Writing>;
  changeWriting(change: WritingChange): Promise<void>;
  saveDraft(threadId: ThreadId, kind: DraftKind, change: DraftChange): Promise<Draft>;
  schedule(threadId: ThreadId, reply: NewScheduled): Promise<Scheduled>;
  changeScheduled(threadId: ThreadId, id: MessageId, change: ScheduledChange): Promise<Scheduled>;
  takeScheduled(threadId: ThreadId, id: MessageId): Promise<Scheduled>;
  cancelScheduled(threadId: ThreadId, id: MessageId): Promise<Scheduled>;
  mentions(unread: boolean): Promise<MentionPage>;
  savedReplies(): Promise<readonly SavedReply[]>;
  createSavedReply(reply: NewSavedReply): Promise<SavedReply>;
  changeSavedReply(id: SavedReplyId, change: SavedReplyChange): Promise<SavedReply>;
  useSavedReply(id: SavedReplyId): Promise<SavedReply>;
};

/** `root`: where the workspace's things are. */
export function createWritingApi(call: Call, root: string): WritingApi {
  const scheduled = (threadId: ThreadId, id?: MessageId) =>
    `${root}/threads/${threadId}/scheduled${id === undefined ? '' : `/${id}`}`;
  const toSaved = ({ savedReply }: { savedReply: SavedReply }) => savedReply;
  const toScheduled = ({ scheduled }: { scheduled: Scheduled }) => scheduled;
  return {
    writing: async () => (await call<{ writing: Writing }>('GET', `${root}/writing`)).writing,
    changeWriting: (change) => call('PATCH', `${root}/writing`, change),
    saveDraft: async (threadId, kind, change) =>
      (await call<{ draft: Draft }>('PATCH', `${root}/threads/${threadId}/drafts/${kind}`, change)).draft,
    schedule: async (threadId, reply) => toScheduled(await call('POST', scheduled(threadId), reply)),
    changeScheduled: async (threadId, id, change) => toScheduled(await call('PATCH', scheduled(threadId, id), change)),
    takeScheduled: async (threadId, id) => toScheduled(await call('POST', `${scheduled(threadId, id)}/take`, {})),
    cancelScheduled: async (threadId, id) => toScheduled(await call('DELETE', scheduled(threadId, id))),
    mentions: (unread) => call('GET', `${root}/mentions${unread ? '?unread=true' : ''}`),
    savedReplies: async () => (await call<{ savedReplies: SavedReply[] }>('GET', `${root}/saved-replies`)).savedReplies,
    createSavedReply: async (reply) => toSaved(await call('POST', `${root}/saved-replies`, reply)),
    changeSavedReply: async (id, change) => toSaved(await call('PATCH', `${root}/saved-replies/${id}`, change)),
    useSavedReply: async (id) => toSaved(await call('POST', `${root}/saved-replies/${id}/uses`, {})),
  };
}

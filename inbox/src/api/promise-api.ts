import type { TopicId, WorkspaceId } from '@everthread/shared/models/ids';
import type { NewWord } from '@everthread/shared/models/promise';
import type { Topic } from '@everthread/shared/models/topic';
import type { Call } from './call.ts';

/** What agents promise in their own words. */
export type PromiseApi = { giveWord(topicId: TopicId, word: NewWord): Promise<Topic> };

export const createPromiseApi = (call: Call, workspaceId: WorkspaceId): PromiseApi => ({
  giveWord: async (topicId, word) => {
    const path = `/api/workspaces/${workspaceId}/topics/${topicId}/promises`;
    return (await call<{ topic: Topic }>('POST', path, word)).topic;
  },
});

import type { Attachment } from '@everthread/shared/models/attachment';
import type { AgentId, ThreadId } from '@everthread/shared/models/ids';
import type { Quote, TeamMessage } from '@everthread/shared/models/message';
import type { Visitor } from '@everthread/shared/models/visitor';
import type { ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { DraftsModel } from '../../models/drafts-model.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import type { ThreadModel } from '../../models/thread-model.ts';

/** What was to be sent. */
export type Words = { text: string; quote?: Quote | null | undefined; attachments?: readonly Attachment[] | undefined };

/** What the parts of a thread share. */
export type ThreadScope = {
  threadId: ThreadId;
  thread: ThreadModel;
  drafts: DraftsModel;
  agentId: AgentId;
  visitor: Visitor;
  linkTo: (message: TeamMessage) => string;
  onQuote: (message: TeamMessage) => void;
  inbox: InboxModel;
  holdSeconds: ReadonlySignal<number>;
  /** Takes words that were on their way back into the composer. */
  onCompose: (words: Words) => void;
  onSeek: (id: Quote['id']) => void;
};

const ScopeContext = createContext<ThreadScope | undefined>(undefined);
export const ThreadScopeProvider = ScopeContext.Provider;

export function useThreadScope(): ThreadScope {
  const scope = useContext(ScopeContext);
  if (!scope) throw new Error('A part of a thread stands outside of ThreadScopeProvider');
  return scope;
}

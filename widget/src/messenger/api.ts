import type { HistoryPage } from '@everthread/shared/client/timeline';
import type { AttachmentLink, LinksWanted } from '@everthread/shared/models/attachment';
import type { NewHelped, QuotedPlace } from '@everthread/shared/models/bot';
import type { AttachmentId, MessageId, ThreadId, TopicId, WorkspaceId } from '@everthread/shared/models/ids';
import type { Message, MessageEdit, NewVisitorMessage } from '@everthread/shared/models/message';
import type { NewRating } from '@everthread/shared/models/rating';
import type { SeenUpTo, ThreadChanges } from '@everthread/shared/models/thread';
import type { VisitorTopic } from '@everthread/shared/models/topic';
import type { VisitorKey, Whereabouts } from '@everthread/shared/models/visitor';
import type {
  BeginThread,
  Identified,
  OpenSession,
  Sent,
  VisitorSession,
} from '@everthread/shared/models/visitor-session';
import { ApiError, type Request } from './request.ts';

export type Api = ReturnType<typeof createApi>;

/** What the page around us gives as proof of who the visitor is. */
export type Proof = {
  token(): unknown;
  /** Whether there is another token now: the one that there was has ended, or is none. */
  renew(ended: unknown): Promise<boolean>;
};
const NO_PROOF: Proof = { token: () => undefined, renew: async () => false };

/** The visitor's routes. An access that has ended is renewed with the key, once for all who wait for it. */
export function createApi(request: Request, workspaceId: WorkspaceId, proof: Proof = NO_PROOF) {
  let access: { key: VisitorKey; token: string } | undefined;
  let renewing: Promise<VisitorSession> | undefined;

  async function enter(path: 'threads' | 'session', body: BeginThread | OpenSession): Promise<VisitorSession> {
    const session = await prove<VisitorSession>(path, body);
    access = { key: body.key, token: session.access.token };
    return session;
  }

  async function prove<Answer>(path: string, body: object): Promise<Answer> {
    let used: unknown;
    const ask = () => {
      const identityToken = proof.token();
      used = identityToken;
      return request<Answer>(path, { ...body, ...(identityToken !== undefined && { identityToken }) });
    };
    try {
      return await ask();
    } catch (error) {
      if ((error as ApiError).status !== 401 || !(await proof.renew(used))) throw error;
      return ask();
    }
  }

  const open = (key: VisitorKey, where?: Whereabouts) =>
    enter('session', { workspaceId, key, ...(where && { where }) });

  async function withAccess<Answer>(use: (token: string) => Promise<Answer>): Promise<Answer> {
    if (!access) throw new ApiError(401, 'signed_out');
    const { key, token } = access;
    try {
      return await use(token);
    } catch (error) {
      if ((error as ApiError).status !== 401) throw error;
      if (access.token === token) {
        renewing ??= open(key).finally(() => {
          renewing = undefined;
        });
        await renewing;
      }
      return use(access.token);
    }
  }

  const asVisitor = <Answer>(path: string, body?: unknown, method?: 'PATCH' | 'DELETE') =>
    withAccess((token) => request<Answer>(path, body, token, method));
  const pathOf = (threadId: ThreadId, messageId: MessageId) => `threads/${threadId}/messages/${messageId}`;

  return {
    open,
    token: proof.token,
    isProven: () => proof.token() !== undefined,
    /** Shows the token of who has proven who he is, with the key that his device holds, and one to use otherwise. */
    async identify(key: VisitorKey | undefined, newKey: VisitorKey, where: Whereabouts): Promise<Identified> {
      const identified = await prove<Identified>('identify', { workspaceId, ...(key && { key }), newKey, where });
      const { session, keyInUse } = identified;
      const own = keyInUse === 'key' ? key : newKey;
      if (session && own) access = { key: own, token: session.access.token };
      return identified;
    },
    logOut: (key: VisitorKey) => request('logout', { workspaceId, key }),
    /** Without a message it makes a thread for files to be put into. */
    begin: (key: VisitorKey, message?: NewVisitorMessage) =>
      enter('threads', { workspaceId, key, ...(message && { message }) }),
    withAccess,
    send: (threadId: ThreadId, message: NewVisitorMessage) => asVisitor<Sent>(`threads/${threadId}/messages`, message),
    edit: (threadId: ThreadId, messageId: MessageId, text: string) =>
      asVisitor<Sent>(pathOf(threadId, messageId), { text } satisfies MessageEdit, 'PATCH'),
    remove: (threadId: ThreadId, messageId: MessageId) =>
      asVisitor<Sent>(pathOf(threadId, messageId), undefined, 'DELETE'),
    rate: (threadId: ThreadId, topicId: TopicId, rating: NewRating) =>
      asVisitor<{ topic: VisitorTopic }>(`threads/${threadId}/topics/${topicId}/rating`, rating),
    helped: (threadId: ThreadId, messageId: MessageId, helped: boolean) =>
      asVisitor<Sent>(`${pathOf(threadId, messageId)}/helped`, { helped } satisfies NewHelped),
    quoted: async (threadId: ThreadId, messageId: MessageId, place: number) =>
      (await asVisitor<{ quoted: QuotedPlace }>(`${pathOf(threadId, messageId)}/quotes/${place}`)).quoted,
    callPerson: (threadId: ThreadId) => asVisitor(`threads/${threadId}/person`, {}),
    saw: (threadId: ThreadId, seq: number) => asVisitor(`threads/${threadId}/seen`, { seq } satisfies SeenUpTo),
    links: (threadId: ThreadId, ids: AttachmentId[]) =>
      asVisitor<{ links: AttachmentLink[] }>(`threads/${threadId}/attachment-links`, { ids } satisfies LinksWanted),
    changes: (threadId: ThreadId, after: number) =>
      asVisitor<ThreadChanges>(`threads/${threadId}/changes?after=${after}`),
    earlier: (threadId: ThreadId, before: number) =>
      asVisitor<HistoryPage<Message>>(`threads/${threadId}/messages?before=${before}`),
    /** With his access, where he has one: who has proven who he is may see more. */
    articles: <Answer>(path: string, query: Record<string, string>) => {
      const asked = `articles${path}?${new URLSearchParams({ workspace: workspaceId, ...query })}`;
      return access ? asVisitor<Answer>(asked) : request<Answer>(asked);
    },
    ticket: async () => (await asVisitor<{ ticket: string }>('ticket', {})).ticket,
  };
}

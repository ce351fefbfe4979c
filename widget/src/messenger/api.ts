import type { HistoryPage } from '@everthread/shared/client/timeline';
import type { ThreadId, WorkspaceId } from '@everthread/shared/models/ids';
import type { Message, NewVisitorMessage } from '@everthread/shared/models/message';
import type { ThreadChanges } from '@everthread/shared/models/thread';
import type { VisitorKey, Whereabouts } from '@everthread/shared/models/visitor';
import type { BeginThread, OpenSession, Sent, VisitorSession } from '@everthread/shared/models/visitor-session';
import { ApiError, type Request } from './request.ts';

export type Api = ReturnType<typeof createApi>;

/** The visitor's routes. An access that has ended is renewed with the key, once for all who wait for it. */
export function createApi(request: Request, workspaceId: WorkspaceId) {
  let access: { key: VisitorKey; token: string } | undefined;
  let renewing: Promise<VisitorSession> | undefined;

  async function enter(path: 'threads' | 'session', body: BeginThread | OpenSession): Promise<VisitorSession> {
    const session = await request<VisitorSession>(path, body);
    access = { key: body.key, token: session.access.token };
    return session;
  }

  const open = (key: VisitorKey, where?: Whereabouts) =>
    enter('session', { workspaceId, key, ...(where && { where }) });

  async function asVisitor<Answer>(path: string, body?: unknown): Promise<Answer> {
    if (!access) throw new ApiError(401, 'signed_out');
    const { key, token } = access;
    try {
      return await request<Answer>(path, body, token);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      if (access.token === token) {
        renewing ??= open(key).finally(() => {
          renewing = undefined;
        });
        await renewing;
      }
      return request<Answer>(path, body, access.token);
    }
  }

  return {
    open,
    begin: (key: VisitorKey, message: NewVisitorMessage) => enter('threads', { workspaceId, key, message }),
    send: (threadId: ThreadId, message: NewVisitorMessage) => asVisitor<Sent>(`threads/${threadId}/messages`, message),
    changes: (threadId: ThreadId, after: number) =>
      asVisitor<ThreadChanges>(`threads/${threadId}/changes?after=${after}`),
    earlier: (threadId: ThreadId, before: number) =>
      asVisitor<HistoryPage<Message>>(`threads/${threadId}/messages?before=${before}`),
    ticket: async () => (await asVisitor<{ ticket: string }>('ticket', {})).ticket,
  };
}

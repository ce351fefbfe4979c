import { MessageId } from '@everthread/shared/models/ids';
import type { VisitorSession } from '@everthread/shared/models/visitor-session';
import { inject } from 'vitest';
import { readConfig } from '../api/src/config.ts';
import type { Surroundings } from '../api/src/context.ts';
import { connect } from '../api/src/db/connect.ts';
import { newKey } from '../api/test/conversations.ts';
import { newAgent, newWorkspace, type TestAgent } from '../api/test/factories.ts';
import { knock } from './knock.ts';
import type { System } from './system.ts';

export const newMessageId = () => MessageId.parse(crypto.randomUUID());

/** The running system's database and configuration, for a test to prepare what it needs. */
export function surroundingsOfSystem(system: System = inject('system')): Surroundings {
  const { appUrl, filesUrl, databaseUrl, secret } = system;
  return {
    db: connect(databaseUrl),
    config: readConfig({
      PUBLIC_URL: appUrl,
      FILES_URL: filesUrl,
      DATABASE_URL: databaseUrl,
      SECRET: secret,
      SIGN_UP: 'open',
      MAIL_FROM: 'support@mail.example',
      RESEND_API_KEY: 're_unused',
    }),
    now: () => new Date(),
    newId: () => crypto.randomUUID(),
  };
}

export type Visitor = VisitorSession & { key: string; headers: { authorization: string } };

/** A visitor who wrote these words through the API, as his browser would. */
export async function beginAsVisitor(workspaceId: string, text = 'Hello'): Promise<Visitor> {
  const key = newKey();
  const message = { id: newMessageId(), text };
  const answer = await knock('/api/visitor/threads', { method: 'POST', body: { workspaceId, key, message } });
  if (answer.status !== 201) throw new Error(`The thread did not begin: ${answer.status} ${answer.text}`);
  const session = answer.body as VisitorSession;
  return { ...session, key, headers: { authorization: `Bearer ${session.access.token}` } };
}

export type Place = { workspaceId: string; agent: TestAgent; visitor: Visitor; threadId: string; topicId: string };

/** A workspace of one's own with an owner and a visitor who has written. */
export async function newPlace(text = 'Hello'): Promise<Place> {
  const agent = await newAgent(await newWorkspace(surroundingsOfSystem()), 'owner');
  const visitor = await beginAsVisitor(agent.workspaceId, text);
  const topicId = visitor.thread.topics[0]?.id;
  if (!topicId) throw new Error('A thread begins with a topic');
  return { workspaceId: agent.workspaceId, agent, visitor, threadId: visitor.thread.id, topicId };
}

/** Uploads a file into the visitor's thread, as his browser would; not yet sent. Returns its id. */
export async function uploadAs(visitor: Visitor, body: string | Uint8Array, name: string): Promise<string> {
  const id = crypto.randomUUID();
  const answer = await knock(
    `/api/visitor/threads/${visitor.thread.id}/attachments/${id}?name=${encodeURIComponent(name)}`,
    {
      method: 'PUT',
      headers: visitor.headers,
      body,
    },
  );
  if (answer.status !== 201) throw new Error(`The file was not taken: ${answer.status} ${answer.text}`);
  return id;
}

import { MessageId } from '@everthread/shared/models/ids';
import { sendMessage } from '../api/src/messages/send-message.ts';
import { beginThread } from '../api/src/visitors/begin-thread.ts';
import { hashKey } from '../api/src/visitors/key-hash.ts';
import { newKey } from '../api/test/conversations.ts';
import type { Place } from './people.ts';

/** A visitor who has written so many messages, and the script that puts his key where his browser keeps it. */
export async function someoneWithHistory(
  { agent }: Pick<Place, 'agent'>,
  messages: number,
): Promise<{ script: string }> {
  const { workspaceId } = agent;
  const key = newKey();
  const keyHash = hashKey(key);
  const message = (n: number) => ({
    id: MessageId.parse(crypto.randomUUID()),
    text: `Message ${n}: does the pot pour without dripping, and is there a blue one?`,
  });
  const holder = { ...agent.ctx, actor: { kind: 'key-holder', workspaceId, keyHash } } as const;
  const { visitorId, identity, thread } = await beginThread(holder, message(1));
  const visitor = { ...agent.ctx, actor: { kind: 'visitor', workspaceId, visitorId, keyHash, identity } } as const;
  for (let n = 2; n <= messages; n += 1) await sendMessage(visitor, thread.id, message(n));
  return { script: `try { if (top === self) localStorage.setItem('everthread:${workspaceId}', '${key}') } catch {}\n` };
}

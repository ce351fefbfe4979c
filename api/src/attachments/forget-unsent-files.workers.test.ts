import { env } from 'cloudflare:workers';
import { AttachmentId, MessageId } from '@everthread/shared/models/ids';
import { and, eq, inArray } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { workspaceWithThread } from '../../test/conversations.ts';
import type { AgentActor, Context, VisitorActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { attachments } from '../db/schema/attachments.ts';
import { surroundingsOf } from '../http/surroundings.ts';
import { sendMessage } from '../messages/send-message.ts';
import { forgetUnsentFiles } from './forget-unsent-files.ts';
import { uploadFile } from './upload-file.ts';

const surroundings = surroundingsOf(env);
const HOUR_IN_MS = 60 * 60 * 1000;
const later = (hours: number) => ({ now: () => new Date(Date.now() + hours * HOUR_IN_MS) });
const newId = () => AttachmentId.parse(crypto.randomUUID());

async function* words(text = 'Words') {
  yield new TextEncoder().encode(text);
}
async function* cutOff() {
  yield new TextEncoder().encode('Wo');
  throw new Error('gone');
}

type Uploader = { visitor: Context<VisitorActor | AgentActor>; threadId: Parameters<typeof uploadFile>[2] };
const upload = ({ visitor, threadId }: Uploader, id: AttachmentId, files = env.FILES, body = words()) =>
  uploadFile(visitor, files, threadId, { id, name: 'a.txt', size: 5 }, body);

async function rows({ visitor }: Uploader, ids: AttachmentId[]) {
  const those = and(eq(attachments.workspaceId, visitor.actor.workspaceId), inArray(attachments.id, ids));
  const [found] = await inWorkspace(visitor, [visitor.db.select().from(attachments).where(those)]);
  return found;
}
const objectsOf = async ({ visitor }: Uploader) =>
  (await env.FILES.list({ prefix: `${visitor.actor.workspaceId}/` })).objects.map(({ key }) => key);

test('what was uploaded and not sent goes after a day, what was sent stays', async () => {
  const place = await workspaceWithThread(surroundings);
  const [sent, unsent] = [newId(), newId()];
  await upload(place, sent);
  await upload(place, unsent);
  await sendMessage(place.visitor, place.threadId, {
    id: MessageId.parse(crypto.randomUUID()),
    text: '',
    attachmentIds: [sent],
  });

  await forgetUnsentFiles({ ...surroundings, ...later(24) }, env.FILES);
  expect(await objectsOf(place)).toHaveLength(2);
  await forgetUnsentFiles({ ...surroundings, ...later(26) }, env.FILES);

  const [left] = await rows(place, [sent, unsent]);
  expect(left?.id).toBe(sent);
  expect(await objectsOf(place)).toEqual([left?.storageKey]);
});

test('what is soon removed can no longer be sent, nor sent again under its id', async () => {
  const place = await workspaceWithThread(surroundings);
  const id = newId();
  await upload(place, id);
  const tomorrow = { ...place, visitor: { ...place.visitor, ...later(24.5) } };

  const message = { id: MessageId.parse(crypto.randomUUID()), text: '', attachmentIds: [id] };
  await expect(sendMessage(tomorrow.visitor, place.threadId, message)).rejects.toMatchObject({ code: 'not_found' });
  await expect(upload(tomorrow, id)).rejects.toMatchObject({ code: 'conflict' });
});

test('an upload that was cut off stores nothing, and can be sent again', async () => {
  const place = await workspaceWithThread(surroundings);
  const id = newId();

  await expect(upload(place, id, env.FILES, cutOff())).rejects.toThrow('gone');
  expect(await objectsOf(place)).toEqual([]);
  const message = { id: MessageId.parse(crypto.randomUUID()), text: '', attachmentIds: [id] };
  await expect(sendMessage(place.visitor, place.threadId, message)).rejects.toMatchObject({ code: 'not_found' });

  expect(await upload(place, id)).toMatchObject({ id, size: 5 });
  expect(await objectsOf(place)).toHaveLength(1);
});

test('bytes that a crash left before they were noted are removed by the next try, or by the cron', async () => {
  const place = await workspaceWithThread(surroundings);
  const [again, never] = [newId(), newId()];
  for (const id of [again, never]) {
    await expect(upload(place, id, env.FILES, cutOff())).rejects.toThrow();
    const [row] = await rows(place, [id]);
    await env.FILES.put(`${row?.storageKey}/${crypto.randomUUID()}`, 'left by a crash');
  }
  expect(await objectsOf(place)).toHaveLength(2);

  await upload(place, again);
  expect(await objectsOf(place)).toHaveLength(2);
  await forgetUnsentFiles({ ...surroundings, ...later(26) }, env.FILES);

  expect([await objectsOf(place), await rows(place, [again, never])]).toEqual([[], []]);
});

test('a storage that fails is no upload, and the sender may try again', async () => {
  const place = await workspaceWithThread(surroundings);
  const id = newId();
  const broken = { ...env.FILES, put: async () => Promise.reject(new Error('R2 is away')) } as unknown as R2Bucket;

  await expect(upload(place, id, broken)).rejects.toThrow('R2 is away');

  expect(await upload(place, id)).toMatchObject({ id });
});

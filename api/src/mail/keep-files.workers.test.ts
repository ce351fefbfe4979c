import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { workspaceWithThread } from '../../test/conversations.ts';
import { countTrips } from '../../test/count-trips.ts';
import type { Context, MailSender } from '../context.ts';
import { surroundingsOf } from '../http/surroundings.ts';
import { keepMailedFiles } from './keep-files.ts';
import { parseMail } from './parse-mail.ts';

const surroundings = surroundingsOf(env);

async function mailWith(files: readonly { name: string; bytes: Uint8Array }[]) {
  const { visitor, threadId } = await workspaceWithThread(surroundings);
  const raw = new TextEncoder().encode('From: a@b.example\r\nMessage-ID: <1@b.example>\r\n\r\nHello');
  const mail = { ...(await parseMail(raw, { from: null, to: [] })), files };
  const sender: Context<MailSender> = { ...visitor, actor: { ...visitor.actor, kind: 'mail-sender' } };
  return { keep: () => keepMailedFiles(sender, env.FILES, threadId, mail) };
}

/** A picture that says it has more pixels than anybody may be sent. */
function vastPicture(): Uint8Array {
  const bytes = new Uint8Array(64);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  bytes.set([0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 8, 6, 0, 0, 0], 16);
  return bytes;
}

test('D6 where one file of a mail cannot be kept, the next are tried, and no longer than there is room', async () => {
  const words = { name: 'tea.txt', bytes: new TextEncoder().encode('Tea') };
  const { keep } = await mailWith([{ name: 'vast.png', bytes: vastPicture() }, words]);
  expect(await keep()).toHaveLength(1);

  const many = await mailWith(Array.from({ length: 400 }, () => ({ name: 'vast.png', bytes: vastPicture() })));
  let kept: unknown[] = [];
  const trips = await countTrips(async () => {
    kept = await many.keep();
  });
  expect(kept).toEqual([]);
  expect(trips).toBeLessThan(150);
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type Mailbox, startMailbox } from '../../test/mailbox.ts';
import { newAddress } from '../../test/members.ts';
import { openPushService, type PushService } from '../../test/push-service.ts';
import { workspaceWithWaysBack } from '../../test/ways-back.ts';

const AT_ONCE = 10;

let service: PushService;
let mailbox: Mailbox;
beforeAll(async () => {
  [service, mailbox] = await Promise.all([openPushService(), startMailbox()]);
});
afterAll(() => Promise.all([service.stop(), mailbox.stop()]));

/** Stands before the mailbox and lets nothing through until so many wait; says how many have waited at most. */
async function gateBefore(box: Mailbox, many: number) {
  let most = 0;
  let waiting: (() => void)[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      most = Math.max(most, waiting.length);
      if (waiting.length < many) return;
      for (const free of waiting) free();
      waiting = [];
    });
    const key = `${request.headers['idempotency-key']}`;
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    const answer = await fetch(box.url, { method: 'POST', headers, body: Buffer.concat(chunks) });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, most: () => most };
}

test('many mails go side by side, so many at a time, and each once', async () => {
  const gate = await gateBefore(mailbox, AT_ONCE);
  const { newThread, setVisitor, reply, pass } = await workspaceWithWaysBack(service, { ...mailbox, url: gate.url });
  const addresses = Array.from({ length: 2 * AT_ONCE }, newAddress);
  for (const address of addresses) {
    const conversation = await newThread();
    await setVisitor(conversation, { mailAddress: address, mailProof: 'proven' });
    await reply(conversation);
  }
  await pass(900);
  expect(addresses.map((address) => mailbox.mailsTo(address).length)).toEqual(addresses.map(() => 1));
  expect(mailbox.requests).toHaveLength(addresses.length);
  expect(gate.most()).toBe(AT_ONCE);
});

import { SUBPROTOCOL } from '@everthread/shared/protocol/version';
import { expect, test } from 'vitest';
import {
  anAgent,
  aTopic,
  aVisitor,
  changed,
  config,
  knock,
  listen,
  open,
  protocolsWith,
  roomOf,
  ticketFor,
} from '../../test/live.ts';
import { issueTicket } from './ticket.ts';

const codeOf = async (answer: Response) => ((await answer.json()) as { error: { code: string } }).error.code;

test('P2 who shows a ticket is let in under the protocol he offered, and compression is not agreed on', async () => {
  const answer = await knock(protocolsWith(await ticketFor(aVisitor())), {
    'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits',
  });
  expect(answer.status).toBe(101);
  expect(answer.headers.get('Sec-WebSocket-Protocol')).toBe(SUBPROTOCOL);
  expect(answer.headers.get('Sec-WebSocket-Extensions')).toBeNull();
});

test.each([
  { without: 'a ticket', protocols: SUBPROTOCOL, status: 403, code: 'forbidden' },
  { without: 'a valid ticket', protocols: protocolsWith('eyJhbGciOiJub25lIn0.e30.'), status: 401, code: 'signed_out' },
  { without: 'a protocol', protocols: 'chat', status: 400, code: 'invalid' },
])('P2 without $without nobody is let in', async ({ protocols, status, code }) => {
  const answer = await knock(protocols);
  expect(answer.status).toBe(status);
  expect(await codeOf(answer)).toBe(code);
});

test('P2 a plain request is told that this is a door for sockets', async () => {
  expect((await knock('', { Upgrade: '' })).status).toBe(400);
});

test.each(['http://evil.test', 'null', 'http://localhost:8788'])(
  'P3 H3 a page of origin "%s" is refused, ticket or not',
  async (Origin) => {
    const answer = await knock(protocolsWith(await ticketFor(aVisitor())), { Origin });
    expect(answer.status).toBe(403);
    expect(answer.webSocket).toBeNull();
  },
);

test('P4 H3 a ticket opens one socket: of two at the same moment, one', async () => {
  const ticket = await ticketFor(anAgent());
  const answers = await Promise.all([1, 2, 3, 4].map(() => knock(protocolsWith(ticket))));
  expect(answers.map(({ status }) => status).sort()).toEqual([101, 401, 401, 401]);
});

test('P4 a ticket ends after thirty seconds', async () => {
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
  expect((await knock(protocolsWith(await ticketFor(aVisitor(), ago(31))))).status).toBe(401);
  expect((await knock(protocolsWith(await ticketFor(aVisitor(), ago(25))))).status).toBe(101);
});

test('P4 a token of another purpose, or of another installation, is no ticket', async () => {
  const keys = { ...config.keys, ticket: config.keys.visitorAccess };
  const foreign = await issueTicket({ ...config, keys }, new Date(), aVisitor());
  expect((await knock(protocolsWith(foreign))).status).toBe(401);
});

test('P5 an older client is let in only to be told that it is too old', async () => {
  const answer = await knock('everthread.v0, ticket.x');
  expect(answer.headers.get('Sec-WebSocket-Protocol')).toBe('everthread.v0'); // or a browser would hide the code
  const socket = listen(answer);
  expect(await socket.closed).toEqual({ code: 4406, reason: 'client_too_old' });
  expect(socket.heard).toEqual([]);
});

test('P5 a newer client comes back when this server has caught up', async () => {
  const answer = await knock('everthread.v999, ticket.x');
  expect(answer.status).toBe(503);
  expect(answer.headers.get('Retry-After')).toBe('5');
});

test('P6 A5 the ticket alone chooses the Room: nothing in the request does', async () => {
  const [own, other] = [aVisitor(), anAgent()];
  const ticket = await ticketFor(own);
  const answer = await knock(protocolsWith(ticket), {
    'everthread-ticket': JSON.stringify({ id: crypto.randomUUID(), issuedAt: 0, expiresAt: 9e9, audience: other }),
  });
  const socket = listen(answer);
  await roomOf(other).deliver(other, [changed(aTopic())]);
  await roomOf(own).deliver(own, []);
  const witness = await open(other);
  await expect.poll(() => witness.heard).toHaveLength(1);
  expect(witness.heard[0]).toMatchObject({ frame: { type: 'welcome', n: 1 } });
  expect(socket.heard).toMatchObject([{ frame: { type: 'welcome', n: 0 } }]);
});

import { AgentId, VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import { SignJWT, UnsecuredJWT } from 'jose';
import { expect, test } from 'vitest';
import { testConfig } from '../../test/surroundings.ts';
import type { Audience } from './audience.ts';
import { issueTicket, readTicket } from './ticket.ts';

const config = testConfig('postgresql://app:secret@localhost/everthread');
const now = new Date('2026-11-01T09:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const workspaceId = WorkspaceId.parse(crypto.randomUUID());
const visitor: Audience = {
  room: 'visitor',
  workspaceId,
  visitorId: VisitorId.parse(crypto.randomUUID()),
  keyHash: 'a-device',
  identity: 'claimed',
};
const agent: Audience = {
  room: 'team',
  name: 'Ada',
  role: 'agent',
  workspaceId,
  agentId: AgentId.parse(crypto.randomUUID()),
  sessionId: crypto.randomUUID(),
};

test.each([visitor, agent])('P4 a ticket says who its bearer is: $room', async (audience) => {
  const ticket = await readTicket(config, later(29), await issueTicket(config, now, audience));
  expect(ticket).toMatchObject({ audience, issuedAt: now.getTime() / 1000, expiresAt: now.getTime() / 1000 + 30 });
});

test('P4 no two tickets are the same', async () => {
  const ids = await Promise.all(
    [1, 2].map(async () => (await readTicket(config, now, await issueTicket(config, now, visitor)))?.id),
  );
  expect(ids[0]).not.toBe(ids[1]);
});

test('P4 a ticket ends after thirty seconds, and holds before it was issued no more than after', async () => {
  const ticket = await issueTicket(config, now, visitor);
  expect(await readTicket(config, later(30), ticket)).toBeNull();
  expect(await readTicket(config, later(-5), ticket)).toBeNull();
});

/** A token signed with our own key, as only a mistake of ours could make it. */
const signed = (claims: object, change = (token: SignJWT) => token) =>
  change(
    new SignJWT({ audience: visitor, ...claims })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience('everthread/live')
      .setJti(crypto.randomUUID())
      .setIssuedAt(now)
      .setExpirationTime(later(30)),
  ).sign(config.keys.ticket);

test.each([
  ['another purpose', () => signed({}, (token) => token.setAudience('everthread:visitor'))],
  ['no id', () => signed({}, (token) => token.setJti(''))],
  [
    'ten years to go and an old date',
    () => signed({}, (token) => token.setIssuedAt(later(-60)).setExpirationTime('10y')),
  ],
  ['a field too many', () => signed({ role: 'owner' })],
  ['an audience of two minds', () => signed({ audience: { ...visitor, agentId: crypto.randomUUID() } })],
  ['an id that is none', () => signed({ audience: { ...visitor, workspaceId: 'a:b' } })],
  ['no audience', () => signed({ audience: undefined })],
  [
    'no signature',
    () => new UnsecuredJWT({ audience: visitor }).setAudience('everthread/live').setIssuedAt(now).encode(),
  ],
  [
    'another key',
    () => issueTicket({ ...config, keys: { ...config.keys, ticket: config.keys.throttle } }, now, visitor),
  ],
  ['nothing', () => ''],
  ['rubbish', () => 'a.b.c'],
])('P4 a token with %s is no ticket', async (_, make) => {
  expect(await readTicket(config, now, await make())).toBeNull();
});

import type { ThreadId, VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testConfig } from '../../test/surroundings.ts';
import { isReplyRight, readReplyAddress, replyAddress } from './reply-address.ts';

const base = testConfig('postgres://app:x@localhost:5432/everthread');
const config = { ...base, mail: { ...base.mail, replyDomain: 'reply.example' } };
const now = new Date('2026-11-22T10:00:00Z');
const right = {
  workspaceId: crypto.randomUUID() as WorkspaceId,
  threadId: crypto.randomUUID() as ThreadId,
  visitorId: crypto.randomUUID() as VisitorId,
  until: new Date('2027-02-20T00:00:00Z'),
};
const address = replyAddress(config, 'abcdef012345', right) ?? '';
const tokenOf = (text: string) => readReplyAddress(config, text)?.token ?? null;

test('an address that we gave is ours, in whatever letters it comes back, and fits into a mailbox’s name', () => {
  const token = tokenOf(address.toUpperCase());
  expect(token).toMatchObject({ threadId: right.threadId, until: right.until });
  expect(token && isReplyRight(config, token, right, now)).toBe(true);
  expect(address.split('@')[0]?.length).toBeLessThanOrEqual(64);
  expect(address).toMatch(/^[a-z0-9+]+@reply\.example$/);
});

test('any thread and any day go there and back', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.integer({ min: 21_000, max: 60_000 }), (id, day) => {
      const one = { ...right, threadId: id as ThreadId, until: new Date(day * 86_400_000) };
      const token = tokenOf(replyAddress(config, 'abcdef012345', one) ?? '');
      expect(token).toMatchObject({ threadId: id, until: one.until });
      expect(token && isReplyRight(config, token, one, now)).toBe(true);
    }),
  );
});

test('K3 nothing that was changed, of another workspace or visitor, or has ended, is a right', () => {
  const token = tokenOf(address);
  if (!token) throw new Error('no token');
  const other = crypto.randomUUID();
  expect(isReplyRight(config, token, { ...right, workspaceId: other as WorkspaceId }, now)).toBe(false);
  expect(isReplyRight(config, token, { ...right, visitorId: other as VisitorId }, now)).toBe(false);
  expect(isReplyRight(config, token, right, new Date('2027-02-21T00:00:00Z'))).toBe(false);
  const at = address.indexOf('@');
  for (let i = address.indexOf('+') + 1; i < at; i += 1) {
    const changed = address.slice(0, i) + (address[i] === 'a' ? 'b' : 'a') + address.slice(i + 1);
    const found = tokenOf(changed);
    // The last letter of an id has two bits that mean nothing: it is the same thread then.
    const isSame =
      found?.threadId === right.threadId && found.until.getTime() === token.until.getTime() && found.mac === token.mac;
    expect(!isSame && found !== null && isReplyRight(config, found, right, now)).toBe(false);
  }
});

test.each(['abcdef012345@reply.example', 'abcdef012345+[#123]@reply.example', 'abcdef012345+short@reply.example'])(
  'K3 %s names a workspace and no thread',
  (text) => expect(readReplyAddress(config, text)).toEqual({ name: 'abcdef012345', token: null, agentToken: null }),
);

test.each(['abcdef012345@other.example', 'x@reply.example', 'reply.example', '', 'a b@reply.example'])(
  '“%s” is none of ours',
  (text) => expect(readReplyAddress(config, text)).toBeNull(),
);

test('where no mail comes to us there is no address', () => {
  expect(replyAddress(base, 'abcdef012345', right)).toBeUndefined();
});

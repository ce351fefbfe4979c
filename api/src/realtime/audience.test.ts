import type { VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { Audience, roomName } from './audience.ts';

const [one, two] = ['0e4e5c2a-0000-4000-8000-000000000001', '0e4e5c2a-0000-4000-8000-000000000002'] as [
  WorkspaceId,
  WorkspaceId,
];
const visitorId = '0e4e5c2a-0000-4000-8000-000000000003' as VisitorId;

test('P8 A9 two workspaces never share a Room, also where their visitors share an id', () => {
  const names = [one, two].flatMap((workspaceId) => [
    roomName({ room: 'team', workspaceId }),
    roomName({ room: 'visitor', workspaceId, visitorId }),
  ]);
  expect(new Set(names).size).toBe(4);
});

test.each(['a:b', `${one}:${visitorId}`, '..', `../${one}`, `${one}/`, `${one}\n`, ` ${one}`, ''])(
  'P8 A9 nobody belongs to a workspace or is a visitor called %j',
  (id) => {
    const visitor = { room: 'visitor', workspaceId: one, visitorId, keyHash: 'x', identity: 'claimed' };
    expect(Audience.safeParse(visitor).success).toBe(true);
    expect(Audience.safeParse({ ...visitor, workspaceId: id }).success).toBe(false);
    expect(Audience.safeParse({ ...visitor, visitorId: id }).success).toBe(false);
  },
);

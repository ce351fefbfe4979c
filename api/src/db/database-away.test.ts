import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { newcomer } from '../../test/conversations.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import type { Context, SystemActor } from '../context.ts';
import { openSession } from '../visitors/open-session.ts';
import { connect } from './connect.ts';

const withDatabaseAt = async (port: number): Promise<Context<SystemActor>> => {
  const surroundings = await testSurroundings({ db: connect(`postgresql://app:pw@127.0.0.1:${port}/everthread`) });
  return { ...surroundings, actor: { kind: 'system', workspaceId: surroundings.newId() as never } };
};

test('where no database answers, the caller is told to try again', async () => {
  const workspace = await withDatabaseAt(1);

  await expect(openSession(newcomer(workspace), undefined)).rejects.toMatchObject({
    code: 'unavailable',
    retryAfter: 2,
  });
});

test.each([502, 503])('a database whose proxy answers %i is away as well', async (status) => {
  const proxy = createServer((_request, response) => response.writeHead(status).end('upstream is gone'));
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const workspace = await withDatabaseAt((proxy.address() as AddressInfo).port);

  await expect(openSession(newcomer(workspace), undefined)).rejects.toMatchObject({ code: 'unavailable' });

  proxy.close();
});

test('so is one whose answer breaks off half-way', async () => {
  const proxy = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
    response.write('{"results":[', () => response.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const workspace = await withDatabaseAt((proxy.address() as AddressInfo).port);

  await expect(openSession(newcomer(workspace), undefined)).rejects.toMatchObject({ code: 'unavailable' });

  proxy.close();
});

import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newAgent, newWorkspace, type TestAgent } from '../api/test/factories.ts';
import { surroundingsOfSystem } from '../e2e/people.ts';
import type {} from '../e2e/share-system.ts';
import { countRequests } from './count-requests.ts';
import { type Devtools, openDevtools } from './devtools.ts';
import { someoneWithHistory } from './returning-visitor.ts';
import { openShop, type Shop } from './shop.ts';

// What `npm run bench` measures exactly, held here to its gates; bytes are held by `npm run check`, round trips by the
// tests of the verbs.
const { appUrl } = inject('system');
const IDLE_MS = 25_000; // more than one beat of the heart

let devtools: Devtools;
let agent: TestAgent;
let shop: Shop;

beforeAll(async () => {
  devtools = await openDevtools();
  agent = await newAgent(await newWorkspace(surroundingsOfSystem()), 'owner');
  shop = await openShop(appUrl, agent.workspaceId);
});
afterAll(async () => {
  await devtools.stop();
  await shop.stop();
});

test.concurrent('a page pays one request before intent; a new visitor two more on opening, no socket, and nothing while he waits', async () => {
  const counts = await countRequests(devtools, { shopUrl: shop.withLoader, appUrl, idleMs: IDLE_MS });
  expect(counts).toMatchObject({ beforeIntent: 1, sockets: 0, idle: 0 });
  expect(counts.afterLoader).toBe(2);
});

test.concurrent('a returning visitor pays three requests, page, module and session; he has one socket, and asks for nothing while he waits', async () => {
  const { script } = await someoneWithHistory({ agent }, 3);
  const counts = await countRequests(devtools, { shopUrl: shop.withLoader, appUrl, script, idleMs: IDLE_MS });
  expect(counts).toMatchObject({ sockets: 1, idle: 0 });
  expect(counts.afterLoader).toBe(3);
});

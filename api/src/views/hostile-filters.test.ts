import { expect, test } from 'vitest';
import { browserOf, newWorker } from '../../test/browser.ts';
import { workspaceWithThread } from '../../test/conversations.ts';
import { newAgent } from '../../test/factories.ts';
import { hearStatements } from '../../test/hear-statements.ts';
import { testSurroundings } from '../../test/surroundings.ts';

const CANARY = "x' or pg_sleep(9) is null) --";

const surroundings = await testSurroundings();
const worker = await newWorker();
const { workspace } = await workspaceWithThread(surroundings);
const browser = browserOf(worker, await newAgent(workspace, 'owner'));
const at = (path: string) => `/api/workspaces/${workspace.actor.workspaceId}${path}`;
const aView = (filters: unknown, sort: unknown = 'newest') => ({
  id: surroundings.newId(),
  name: CANARY,
  filters,
  sort,
  isShared: true,
});

const NOT_CHOICES: readonly unknown[] = [CANARY, [CANARY], [[]], [{}], { $ne: '' }, [null], [{ toString: CANARY }], 1];

test.each(['status', 'assignee', 'team', 'tag', 'visitorTag', 'mentions', 'priority', 'channel', 'language'])(
  'A8 %s filters by its own choices and nothing else',
  async (field) => {
    for (const value of NOT_CHOICES) {
      const made = await browser.post(at('/views'), aView({ [field]: value }));
      expect(made.status, JSON.stringify(value)).toBe(400);
      const searched = await browser.post(at('/search'), { text: 'tea', filters: { [field]: value } });
      expect(searched.status, JSON.stringify(value)).toBe(400);
    }
  },
);

test.each([
  ['a field that is none', { [CANARY]: ['open'] }],
  ['an operator', { $where: CANARY }],
  ['a page that is none', { page: { like: CANARY } }],
  ['a time in words', { waitingMinutes: CANARY }],
  ['a time that is a list', { waitingMinutes: [1] }],
  ['an attribute that is a text', { attributes: CANARY }],
  ['an attribute with an operator', { attributes: [{ key: 'plan', value: { $gt: '' } }] }],
  ['an attribute with one more field', { attributes: [{ key: 'plan', value: 'a', cast: CANARY }] }],
])('A8 a view is refused that filters by %s', async (_what, filters) => {
  expect((await browser.post(at('/views'), aView(filters))).status).toBe(400);
});

test('A8 no other order is taken than those that there are', async () => {
  for (const sort of [CANARY, 'newest desc', ['newest'], { newest: 1 }, null]) {
    expect((await browser.post(at('/views'), aView({}, sort))).status).toBe(400);
  }
});

test('A8 what a filter, a field of a visitor or a search says goes beside the statements, never into them', async () => {
  const filters = { page: CANARY, attributes: [{ key: CANARY, value: CANARY }] };
  const statements = await hearStatements(async () => {
    expect((await browser.post(at('/views'), aView(filters))).status).toBe(201);
    expect((await browser.get(at('/views'))).status).toBe(200);
    expect((await browser.post(at('/search'), { text: CANARY })).status).toBe(200);
  });
  expect(statements.length).toBeGreaterThan(5);
  for (const statement of statements) expect(statement).not.toMatch(/pg_sleep|\) --/);
});

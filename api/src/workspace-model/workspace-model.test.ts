import { eq, sql } from 'drizzle-orm';
import { afterAll, expect, test, vi } from 'vitest';
import { botUnderTest } from '../../test/bot.ts';
import { newAgent, newWorkspace } from '../../test/factories.ts';
import { type Manner as EmbeddingManner, openScriptedEmbeddings } from '../../test/scripted-embeddings.ts';
import { faithful, type Manner, MODEL_URL, openScriptedModel } from '../../test/scripted-model.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { TEA_SHOP } from '../../test/tea-shop.ts';
import { TOKENS_AN_AGENT } from '../agent-help/agent-purse.ts';
import { listAudit } from '../audit/list-audit.ts';
import { takeModelTurn } from '../bot/take-model-turn.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { agentSpending, workspaceModels } from '../db/schema/workspace-models.ts';
import { getModel, removeModel, setModel } from './change-model.ts';
import { readModels } from './read-model.ts';
import { tryModel } from './try-model.ts';

const scripted = await openScriptedModel();
const vectors = await openScriptedEmbeddings();
afterAll(() => Promise.all([scripted.stop(), vectors.stop()]));
const surroundings = await testSurroundings();
const KEY = 'sk-of-the-tea-shop-4711';
const OWN = { baseUrl: MODEL_URL, name: 'tea-1', key: KEY };
const PURPOSES = ['answers', 'embeddings'] as const;

async function shop() {
  const workspace = await newWorkspace(surroundings);
  const { ctx: owner, agentId } = await newAgent(workspace, 'owner');
  return { workspace, owner, agentId };
}

test('the key is sealed in the database, shown by its end alone, and told in the log by that', async () => {
  const { owner, workspace } = await shop();
  expect(await getModel(owner, 'answers')).toEqual({ own: null, deployments: null });
  expect(await setModel(owner, 'answers', OWN)).toEqual({ baseUrl: MODEL_URL, name: 'tea-1', keyEnd: '4711' });
  expect(await setModel(owner, 'answers', { baseUrl: `${MODEL_URL}/`, name: 'tea-2' })).toMatchObject({
    keyEnd: '4711',
  });
  expect(await getModel(owner, 'answers')).toEqual({
    own: { baseUrl: MODEL_URL, name: 'tea-2', keyEnd: '4711' },
    deployments: null,
  });
  const [rows] = await inWorkspace(owner, [
    owner.db.execute(sql`select to_jsonb(kept) as row from ${workspaceModels} kept`),
  ]);
  expect(JSON.stringify(rows.rows)).not.toContain('sk-of');
  expect((await readModels(workspace, undefined)).answers?.model).toEqual({
    baseUrl: MODEL_URL,
    name: 'tea-2',
    apiKey: KEY,
  });

  await removeModel(owner, 'answers');
  await removeModel(owner, 'answers');
  const { entries } = await listAudit(owner, {});
  expect(entries.map(({ what, details }) => [what, details])).toEqual([
    ['model.removed', { from: `tea-2 at ${MODEL_URL}` }],
    ['model.changed', { from: `tea-1 at ${MODEL_URL}, key …4711`, to: `tea-2 at ${MODEL_URL}, key …4711` }],
    ['model.changed', { to: `tea-1 at ${MODEL_URL}, key …4711` }],
  ]);
});

test('without one of its own a workspace asks the deployment’s, and another workspace’s is never asked', async () => {
  const withModel = { config: { ...surroundings.config, model: scripted.model } };
  const one = await shop();
  const other = await shop();
  await setModel(one.owner, 'answers', OWN);
  const asked = async ({ workspace }: typeof one) =>
    (await readModels({ ...workspace, ...withModel }, undefined)).answers?.model.name;
  expect([await asked(one), await asked(other)]).toEqual(['tea-1', 'scripted']);
  expect(await getModel({ ...other.owner, ...withModel }, 'answers')).toEqual({ own: null, deployments: 'scripted' });
  await removeModel(other.owner, 'answers');
  expect(await asked(one)).toBe('tea-1');
});

test('one for answers and one for embeddings are two, each with its own key, told apart in the log', async () => {
  const { owner, workspace } = await shop();
  const other = { baseUrl: 'https://vectors.example/v1', name: 'near-1', key: 'sk-of-vectors-0815' };
  await setModel(owner, 'answers', OWN);
  await setModel(owner, 'embeddings', other);
  const { answers, embeddings } = await readModels(workspace, undefined);
  expect(answers?.model).toEqual({ baseUrl: MODEL_URL, name: 'tea-1', apiKey: KEY });
  expect(embeddings?.model).toMatchObject({ baseUrl: other.baseUrl, name: 'near-1', apiKey: other.key });
  await removeModel(owner, 'answers');
  expect(await getModel(owner, 'answers')).toEqual({ own: null, deployments: null });
  expect((await getModel(owner, 'embeddings')).own).toMatchObject({ name: 'near-1', keyEnd: '0815' });
  await removeModel(owner, 'embeddings');
  const { entries } = await listAudit(owner, {});
  expect(entries.map(({ what, details }) => [what, details])).toEqual([
    ['embeddings_model.removed', { from: 'near-1 at https://vectors.example/v1' }],
    ['model.removed', { from: `tea-1 at ${MODEL_URL}` }],
    ['embeddings_model.changed', { to: 'near-1 at https://vectors.example/v1, key …0815' }],
    ['model.changed', { to: `tea-1 at ${MODEL_URL}, key …4711` }],
  ]);
});

test('a key that does not open any more leads to no model, and never to another', async () => {
  const { owner, workspace } = await shop();
  await setModel(owner, 'answers', OWN);
  await inWorkspace(workspace, [
    workspace.db
      .update(workspaceModels)
      .set({ baseUrl: 'https://thief.example/v1' })
      .where(eq(workspaceModels.workspaceId, workspace.actor.workspaceId)),
  ]);
  const withModel = { ...workspace, config: { ...workspace.config, model: scripted.model } };
  expect((await readModels(withModel, undefined)).answers).toBeUndefined();
});

test('the key that is kept goes to no other host, neither by a change nor by a trial', async () => {
  const { owner } = await shop();
  await setModel(owner, 'answers', OWN);
  const elsewhere = { baseUrl: 'https://thief.example/v1', name: 'tea-1' };
  await expect(setModel(owner, 'answers', elsewhere)).rejects.toMatchObject({ code: 'invalid' });
  await expect(tryModel(owner, 'answers', elsewhere, scripted.internet)).rejects.toMatchObject({ code: 'invalid' });
  expect((await getModel(owner, 'answers')).own?.baseUrl).toBe(MODEL_URL);
});

test.each([
  'http://models.example/v1',
  'https://127.0.0.1/v1',
  'https://0x7f000001/',
  'https://[::ffff:7f00:1]/',
  'https://169.254.169.254/latest',
  'https://localhost./',
  'https://db.internal/',
  'https://models.example:6379/',
  'https://me:secret@models.example/',
  'https://models.example/v1?x=1',
  'file:///etc/passwd',
  'models.example',
])('E1 %s is neither kept nor asked, and the words are the same', async (baseUrl) => {
  const { owner } = await shop();
  scripted.asked.length = 0;
  const refused = { code: 'invalid', message: 'The address must be a public one that begins with https://' };
  for (const purpose of PURPOSES) {
    await expect(setModel(owner, purpose, { ...OWN, baseUrl })).rejects.toMatchObject(refused);
    await expect(tryModel(owner, purpose, { ...OWN, baseUrl }, scripted.internet)).rejects.toMatchObject(refused);
  }
  expect(scripted.asked).toEqual([]);
});

test('who is no admin neither sees nor changes nor tries it', async () => {
  const { workspace } = await shop();
  const { ctx } = await newAgent(workspace, 'agent');
  const forbidden = { code: 'forbidden' };
  for (const purpose of PURPOSES) {
    await expect(getModel(ctx, purpose)).rejects.toMatchObject(forbidden);
    await expect(setModel(ctx, purpose, OWN)).rejects.toMatchObject(forbidden);
    await expect(removeModel(ctx, purpose)).rejects.toMatchObject(forbidden);
    await expect(tryModel(ctx, purpose, OWN, undefined)).rejects.toMatchObject(forbidden);
  }
});

test('a trial says whether it works or in which of few ways it does not, keeps nothing, and costs tokens', async () => {
  const { owner, agentId } = await shop();
  const trial = (manner: Manner, change = OWN, patienceMs?: number) => {
    scripted.behave(manner);
    return tryModel(owner, 'answers', change, scripted.internet, patienceMs);
  };
  expect(await trial(faithful)).toBe('works');
  expect(scripted.asked.at(-1)?.headers.authorization).toBe(`Bearer ${KEY}`);
  expect(await trial({ status: 401 })).toBe('key');
  expect(await trial({ status: 404 })).toBe('name');
  expect(await trial({ status: 429 })).toBe('busy');
  expect(await trial({ status: 500 })).toBe('failed');
  expect(await trial({ fails: 'never' }, OWN, 300)).toBe('late');
  expect(await trial({ fails: 'redirect' })).toBe('failed');
  expect(await trial({ fails: 'cut' })).toBe('failed');
  expect(await trial(faithful, { ...OWN, baseUrl: 'https://nobody.example/v1' })).toBe('failed');
  expect((await getModel(owner, 'answers')).own).toBeNull();

  const [spent] = await inWorkspace(owner, [owner.db.select().from(agentSpending)]);
  expect(spent).toEqual([expect.objectContaining({ agentId, tokens: 100 + 8 * 600 })]);
  await inWorkspace(owner, [owner.db.update(agentSpending).set({ tokens: TOKENS_AN_AGENT })]);
  await expect(trial(faithful)).rejects.toMatchObject({ code: 'too_many' });
});

test('a trial of one for embeddings asks for vectors alone, and says in the same words what does not work', async () => {
  const { owner, agentId } = await shop();
  const trial = (manner: EmbeddingManner, patienceMs?: number) => {
    vectors.behave(manner);
    return tryModel(owner, 'embeddings', OWN, vectors.internet, patienceMs);
  };
  expect(await trial('well')).toBe('works');
  expect(vectors.asked.at(-1)).toMatchObject({ model: 'tea-1', authorization: `Bearer ${KEY}` });
  expect(await trial({ status: 401 })).toBe('key');
  expect(await trial({ status: 404 })).toBe('name');
  expect(await trial({ status: 429 })).toBe('busy');
  expect(await trial('never', 300)).toBe('late');
  for (const manner of ['down', 'short', 'nonsense', 'redirect', 'cut', 'flood', 'of two lengths'] as const) {
    expect(await trial(manner), manner).toBe('failed');
  }
  expect((await getModel(owner, 'embeddings')).own).toBeNull();
  const [spent] = await inWorkspace(owner, [owner.db.select().from(agentSpending)]);
  expect(spent).toEqual([
    { workspaceId: owner.actor.workspaceId, day: expect.any(String), agentId, tokens: 11 * 600 + 13 },
  ]);
});

test.each(['a line', 'comments', 'empty frames', 'a refusal'] as const)(
  'of a model that answers with %s without end, no more is read than a model can have to say',
  async (floods) => {
    const { owner } = await shop();
    scripted.behave({ floods });
    expect(await tryModel(owner, 'answers', OWN, scripted.internet)).toBe('failed');
    expect(await scripted.flooded()).toBeLessThan(16_000_000);
  },
);

test('nothing that the environment has for a client of its kind goes to a workspace’s model', async () => {
  vi.stubEnv('OPENAI_CUSTOM_HEADERS', 'x-gateway: the-gateways-password\nauthorization: Bearer the-gateways');
  vi.stubEnv('OPENAI_ORG_ID', 'org-of-the-operator');
  vi.stubEnv('OPENAI_PROJECT_ID', 'proj-of-the-operator');
  vi.stubEnv('OPENAI_ADMIN_KEY', 'sk-admin-of-the-operator');
  try {
    const { owner } = await shop();
    scripted.behave(faithful);
    expect(await tryModel(owner, 'answers', OWN, scripted.internet)).toBe('works');
  } finally {
    vi.unstubAllEnvs();
  }
  const headers = scripted.asked.at(-1)?.headers;
  expect(headers?.authorization).toBe(`Bearer ${KEY}`);
  expect(JSON.stringify(headers)).not.toMatch(/gateway|operator/);
});

test('the bot writes with the workspace’s own model', async () => {
  scripted.behave(faithful);
  const { owner, env, ctx, ask, said, drain } = await botUnderTest(TEA_SHOP);
  Object.assign(env, { PUBLIC_NETWORK: scripted.internet });
  await setModel(owner, 'answers', OWN);
  const messageId = await ask('How long does delivery abroad take?');
  expect(await said()).toEqual([]);
  await takeModelTurn(ctx, messageId);
  await drain();
  expect((await said())[0]?.bot).toMatchObject({ kind: 'answer', isWritten: true });
  expect(scripted.asked.at(-1)?.headers.authorization).toBe(`Bearer ${KEY}`);
});

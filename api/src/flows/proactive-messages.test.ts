import { FLOW_TEMPLATES } from '@everthread/shared/client/flow-templates';
import { FlowPlan } from '@everthread/shared/models/flow';
import { FlowId, WorkspaceId } from '@everthread/shared/models/ids';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { flowUnderTest } from '../../test/flows.ts';
import { proactivePages } from './page-routes.ts';
import { proactiveMessages } from './proactive-messages.ts';
import { saveFlow } from './save-flow.ts';

const SHOWN: FlowPlan = {
  name: 'Checkout',
  trigger: 'page',
  shows: { words: { en: 'May I help?' }, afterSeconds: 20 },
  conditions: [
    { kind: 'page', contains: '/checkout' },
    { kind: 'language', language: 'en' },
  ],
  steps: [{ kind: 'say', id: 'hello', words: { en: 'Gladly!' } }],
};

test('what flows show on pages is the same for everybody, may be kept, and names nothing else of them', async () => {
  const { ctx, owner, flowId } = await flowUnderTest(SHOWN, []);
  const { workspaceId } = ctx.actor;
  await saveFlow(owner, FlowId.parse(ctx.newId()), { base: 0, isOn: false, plan: SHOWN });
  await saveFlow(owner, FlowId.parse(ctx.newId()), { base: 0, isOn: true, plan: FLOW_TEMPLATES.shop });
  const message = { id: flowId, ...SHOWN.shows, pages: ['/checkout'], languages: ['en'] };
  expect(await proactiveMessages(ctx, workspaceId)).toEqual([message]);
  expect(await proactiveMessages(ctx, WorkspaceId.parse(ctx.newId()))).toEqual([]);

  const limit = { limit: async () => ({ success: true }) };
  const ASSETS = { fetch: async () => new Response('show(__MESSAGES__)') };
  const app = new Hono().use(async (c, next) => {
    c.set('surroundings' as never, ctx as never);
    await next();
  });
  app.route('/', proactivePages);
  const ask = (id: string) => app.request(`/p?workspace=${id}`, {}, { RETURNING_LIMIT: limit, ASSETS });
  const answer = await ask(workspaceId);
  expect(await answer.text()).toBe(`show(${JSON.stringify([message])})`);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'cache-control': 'public, max-age=300',
    'access-control-allow-origin': '*',
  });
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect(await (await ask(ctx.newId())).text()).toBe('');
});

test('words on a page hang on nothing that one would have to know of the visitor', () => {
  expect(FlowPlan.safeParse(SHOWN).success).toBe(true);
  const conditions = [{ kind: 'signed-in', isSignedIn: true }];
  expect(FlowPlan.safeParse({ ...SHOWN, conditions }).success).toBe(false);
  expect(FlowPlan.safeParse({ ...SHOWN, conditions, trigger: 'any-message', shows: undefined }).success).toBe(true);
});

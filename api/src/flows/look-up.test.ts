import { LOOK_UP_MS } from '@everthread/shared/client/advance-flow';
import { FLOW_TEMPLATES } from '@everthread/shared/client/flow-templates';
import type { FlowPlan } from '@everthread/shared/models/flow';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { flowUnderTest } from '../../test/flows.ts';
import { callPerson } from '../bot/call-person.ts';
import { endWaits } from './end-waits.ts';
import { listFlows, readFlowSecret } from './list-flows.ts';
import { saveFlow } from './save-flow.ts';
import { A_VISITORS, takeLookUp } from './take-look-up.ts';

const ANSWERS = ['Where is my order?', '1', 'TS-10423', 'ines@example.com'];

test('F3 what is asked verifies with the secret that is shown, and names what was answered and no more', async () => {
  const { ask, owner, flowId, asked, now, threadId } = await flowUnderTest(FLOW_TEMPLATES.shop, []);
  for (const answer of ANSWERS) await ask(answer);
  const [request] = asked;
  if (!request) throw new Error('It was asked');
  const headers = Object.fromEntries(request.headers);
  const secret = await readFlowSecret(owner, flowId);
  expect(secret).toMatch(/^whsec_/);
  // The library looks at the real clock; the signature is over the time that is named.
  const signed = new Webhook(secret).sign(headers['webhook-id'] ?? '', now(), request.body);
  expect(headers['webhook-signature']).toBe(signed);
  expect(headers['webhook-timestamp']).toBe(String(Math.floor(now().getTime() / 1000)));
  expect(JSON.parse(request.body)).toMatchObject({
    type: 'flow.look-up',
    data: { flowId, threadId, isVerified: false, answers: { order: 'TS-10423', mail: 'ines@example.com' } },
  });
  expect(Object.keys(JSON.parse(request.body).data.answers)).toEqual(['order', 'mail']);
});

const huge = `{"status":"${'x'.repeat(70_000)}","arrives":"y"}`;
const trickling = () =>
  new Response(
    new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(32 * 1024)),
    }),
  );

test.each<[string, () => Response | Promise<Response>]>([
  ['fails', () => new Response('no', { status: 500 })],
  ['is gone', () => new Response('no', { status: 410 })],
  ['has too much to do', () => new Response('no', { status: 429, headers: { 'Retry-After': '60' } })],
  ['cannot be reached', () => Promise.reject(new TypeError('TLS'))],
  ['never answers', () => Promise.reject(new DOMException('timed out', 'TimeoutError'))],
  ['is huge', () => new Response(huge)],
  ['never ends', trickling],
  ['answers no JSON', () => new Response('<b>sent</b>')],
  ['answers nothing', () => new Response('')],
  ['leaves a field out', () => Response.json({ status: 'sent' })],
  ['lies about a field', () => Response.json({ status: ['sent'], arrives: { toString: 1 } })],
  ['brings a link', () => Response.json({ status: 'pay at https://evil.test', arrives: 'soon' })],
  ['brings markup', () => Response.json({ status: '[here](mailto:evil@evil.test)', arrives: 'soon' })],
  ['leads elsewhere', () => new Response(null, { status: 307, headers: { Location: 'https://other.example/' } })],
  ['leads inside', () => new Response(null, { status: 302, headers: { Location: 'http://127.0.0.1/' } })],
])('F4 a service that %s brings one sentence and a person, with what was told', async (_, answer) => {
  const { ask, service, texts, notes, asked, runs } = await flowUnderTest(FLOW_TEMPLATES.shop, []);
  service.answer = async () => answer();
  for (const each of ANSWERS) await ask(each);
  expect(asked).toHaveLength(1);
  expect((await texts()).slice(3)).toEqual([
    'I cannot answer that now. I have called a person from our team, who will answer you here.',
  ]);
  const [note, ...others] = await notes();
  expect(others).toEqual([]);
  expect(note?.text).toContain('a look-up failed');
  expect(note?.text).toContain('order: “TS-10423” · mail: “ines@example.com”');
  expect(note?.text).not.toContain('evil');
  expect((await runs())[0]?.state).toMatchObject({ name: 'ended', how: 'person' });
});

test('what a hostile service says of its own is said as it is, and can name nothing else', async () => {
  const { ask, service, texts } = await flowUnderTest(FLOW_TEMPLATES.shop, []);
  service.answer = async () => Response.json({ status: '{mail} <img src=x onerror=alert(1)>', arrives: '$& {order}' });
  for (const each of ANSWERS) await ask(each);
  expect((await texts())[3]).toBe('Order TS-10423: {mail} <img src=x onerror=alert(1)>. It should arrive: $& {order}.');
});

test('a service that answers late is not heard any more: a person was brought in time', async () => {
  const { ask, service, texts, ctx, now, runs, notes } = await flowUnderTest(FLOW_TEMPLATES.shop, []);
  service.answer = async () => {
    const [run] = await runs();
    if (!run) throw new Error('It runs');
    const later = { ...ctx, now: () => new Date(now().getTime() + LOOK_UP_MS) };
    await endWaits(later, [{ type: 'flow.due', runId: run.id, revision: run.revision }]);
    return Response.json({ status: 'sent', arrives: 'soon' });
  };
  for (const each of ANSWERS) await ask(each);
  expect((await texts()).at(-1)).toContain('I have called a person');
  expect((await texts()).filter((text) => text.includes('sent'))).toEqual([]);
  expect(await notes()).toHaveLength(1);
});

test('while a service is asked the button brings a person, and its answer is then not said', async () => {
  const { ask, service, said, visitor, threadId } = await flowUnderTest(FLOW_TEMPLATES.shop, []);
  service.answer = async () => {
    await callPerson(visitor, threadId);
    return Response.json({ status: 'sent', arrives: 'soon' });
  };
  for (const each of ANSWERS) await ask(each);
  expect((await said()).slice(3).map(({ bot }) => bot?.kind)).toEqual(['handover']);
});

test('F5 asked again after a crash, a service is asked under the same id, and what it says is said once', async () => {
  const { ask, service, ctx, runs, asked, texts } = await flowUnderTest(FLOW_TEMPLATES.shop, []);
  let crashed = false;
  service.answer = async () => {
    const [run] = await runs();
    if (!run || crashed) return Response.json({ status: 'sent', arrives: 'soon' });
    crashed = true; // the first to ask is gone before it can tell; another takes it up
    await takeLookUp(ctx, run.id);
    return Response.json({ status: 'sent', arrives: 'soon' });
  };
  for (const each of ANSWERS) await ask(each);
  expect(new Set(asked.map(({ headers }) => headers.get('webhook-id'))).size).toBe(1);
  expect(asked).toHaveLength(2);
  expect((await texts()).filter((text) => text.includes('sent'))).toHaveLength(1);
});

test.each([
  'http://127.0.0.1/',
  'http://localhost/',
  'http://[::1]/',
  'https://shop.example.com:8443/',
  'ftp://shop.example.com/',
  'nowhere',
])('E1 a flow that would look up at %s cannot be saved', async (url) => {
  const { owner, flowId, asked } = await flowUnderTest(FLOW_TEMPLATES.shop, []);
  const plan = {
    ...FLOW_TEMPLATES.shop,
    steps: [{ kind: 'look-up' as const, id: 'l', url, sends: [], uses: ['status'] }],
  };
  await expect(saveFlow(owner, flowId, { base: 1, isOn: true, plan })).rejects.toMatchObject({
    code: 'invalid',
    message: 'A look-up must go to a public address',
  });
  expect(asked).toEqual([]);
});

test('a service that fails again and again is left alone for a while, then asked again; what it does not know is no failure', async () => {
  const { service, asked, anotherThread, ask, drain, said, jump, owner } = await flowUnderTest(FLOW_TEMPLATES.shop, []);
  service.answer = async () => new Response('no', { status: 503 });
  const visit = async () => {
    const other = await anotherThread();
    await drain();
    for (const each of ANSWERS) await ask(each, other);
    return (await said(other.threadId)).at(-1)?.bot?.kind;
  };
  for (let visitor = 0; visitor < 4; visitor += 1) expect(await visit()).toBe('handover');
  expect(asked).toHaveLength(3);
  expect((await listFlows(owner))[0]?.troubles).toMatchObject([{ failures: 3, status: 503 }]);

  await jump(30_000);
  service.answer = async () => new Response('{}', { status: 404 });
  expect(await visit()).toBe('handover');
  expect(asked).toHaveLength(4);
  expect((await listFlows(owner))[0]?.troubles).toEqual([]);
});

test('a service that one’s answers make fail is asked by all others', async () => {
  const { service, asked, anotherThread, ask, drain, owner } = await flowUnderTest(FLOW_TEMPLATES.shop, []);
  service.answer = async () => new Response('no', { status: 500 });
  for (let visit = 1; visit <= 4; visit += 1) {
    const other = await anotherThread();
    await drain();
    for (const each of ANSWERS) await ask(each, other);
    expect(asked).toHaveLength(visit);
  }
  expect((await listFlows(owner))[0]?.troubles).toMatchObject([{ failures: 4, status: 500 }]);
});

test('what one visitor answers is looked up so often an hour, and then a person is brought; others are not held up', async () => {
  const plan: FlowPlan = {
    name: 'Again and again',
    trigger: 'any-message',
    conditions: [],
    steps: Array.from({ length: A_VISITORS.max + 1 }, (_, nth) => ({
      kind: 'look-up',
      id: `step-${nth}`,
      url: 'https://shop.example.com/order-status',
      sends: [],
      uses: ['status'],
    })),
  };
  const { ask, asked, said, anotherThread, drain } = await flowUnderTest(plan, []);
  await ask('Hello');
  expect(asked).toHaveLength(A_VISITORS.max);
  expect((await said()).map(({ bot }) => bot?.kind)).toEqual(['handover']);
  const other = await anotherThread();
  await drain();
  await ask('Hello', other);
  expect(asked).toHaveLength(2 * A_VISITORS.max);
});

test('one who waits for a slow service holds up nobody else', async () => {
  const { service, clocks, anotherThread, ask, drain, said } = await flowUnderTest(FLOW_TEMPLATES.shop, []);
  let answer = (_: Response) => {};
  service.answer = () => new Promise<Response>((resolve) => (answer = resolve));
  clocks.areAside = true;
  for (const each of ANSWERS) await ask(each);
  const other = await anotherThread();
  await ask('Where is my order?', other);
  expect((await said(other.threadId)).at(-1)?.bot?.kind).toBe('step');
  await expect.poll(() => clocks.underWay).toBe(1);
  answer(Response.json({ status: 'sent', arrives: 'soon' }));
  await clocks.rest();
  await drain();
  expect((await said()).map(({ text }) => text)).toContain('Order TS-10423: sent. It should arrive: soon.');
});

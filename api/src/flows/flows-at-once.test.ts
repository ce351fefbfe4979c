import { FLOW_TEMPLATES } from '@everthread/shared/client/flow-templates';
import { expect, test } from 'vitest';
import { flowUnderTest } from '../../test/flows.ts';
import { callPerson } from '../bot/call-person.ts';
import { runFlows } from './run-flows.ts';

const isHandover = ({ bot }: { bot?: { kind: string } | null | undefined }) => bot?.kind === 'handover';

test('who calls a person while an answer of his is taken in has one called, whichever comes first', async () => {
  for (const isFirst of ['the call', 'the answer'] as const) {
    const { ask, write, ctx, drain, said, runs, visitor, threadId } = await flowUnderTest(FLOW_TEMPLATES.shop, []);
    await ask('Where is my order?');
    const told = [{ type: 'message.sent' as const, messageId: await write('1') }];
    const both = [() => callPerson(visitor, threadId), () => runFlows(ctx, told)];
    await Promise.all((isFirst === 'the call' ? both : both.toReversed()).map((one) => one()));
    await drain();
    expect((await said()).filter(isHandover), isFirst).toHaveLength(1);
    expect((await runs())[0]?.state, isFirst).toMatchObject({ name: 'ended', how: 'person' });
  }
});

test('what is written while an earlier answer is taken in is not lost: a plea brings a person', async () => {
  const { ask, write, ctx, drain, said, runs } = await flowUnderTest(FLOW_TEMPLATES.shop, []);
  await ask('Where is my order?');
  const answer = { type: 'message.sent' as const, messageId: await write('1') };
  const plea = { type: 'message.sent' as const, messageId: await write('I want to talk to a person') };
  await Promise.all([runFlows(ctx, [answer]), runFlows(ctx, [plea])]);
  await drain();
  expect((await said()).filter(isHandover)).toHaveLength(1);
  expect((await runs())[0]?.state).toMatchObject({ name: 'ended', how: 'person' });
});

import type { MessageId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { botUnderTest } from '../../test/bot.ts';
import { publishVariant } from '../articles/publish-variant.ts';
import { saveVariant } from '../articles/save-variant.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { botQuotes } from '../db/schema/bot.ts';
import { listRecalled, settleRecall } from './recall-answers.ts';

test('an answer that was seen to is listed again when another of its quotes goes, and not by anything else', async () => {
  const { ask, said, owner, agent, ctx, drain, known, idOf } = await botUnderTest();
  await ask('Are you open on Sundays?');
  const answerId = (await said())[0]?.id as MessageId;
  const [hours, refund] = [idOf('Opening'), idOf('Returning')];
  const { workspaceId } = ctx.actor;
  const text = (known.find(({ id }) => id === refund)?.body ?? '').slice(0, 20);
  const second = { articleId: refund, language: 'en' as const, version: 1, heading: '', text, fromChar: 0 };
  await inWorkspace(ctx, [ctx.db.insert(botQuotes).values({ workspaceId, messageId: answerId, place: 1, ...second })]);
  const publish = async (id: typeof hours, base: number, body: string) => {
    await saveVariant(owner, id, 'en', { base, title: 'Said anew', body, wordings: [] });
    await publishVariant(owner, id, 'en', { base: base + 1 });
    await drain();
  };
  await publish(hours, 1, 'Closed for ever.');
  await settleRecall(agent, answerId);
  await publish(hours, 2, 'Closed for good.');
  expect(await listRecalled(agent)).toEqual([]);
  await publish(refund, 1, 'We refund nothing.');
  expect((await listRecalled(agent)).map(({ messageId }) => messageId)).toEqual([answerId]);
});

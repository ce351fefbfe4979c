import type { AgentId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { settle } from '../../test/hand-clock.ts';
import { id } from '../../test/sample.ts';
import { TeamMembersModel } from './team-members-model.ts';

const [ada, ben] = [id(1), id(2)] as [AgentId, AgentId];

test('of two who are put into a team quickly both are in it, and what is refused is gone in the end', async () => {
  const sent: { memberIds: readonly AgentId[]; answer: PromiseWithResolvers<void> }[] = [];
  const model = new TeamMembersModel((memberIds) => {
    const answer = Promise.withResolvers<void>();
    sent.push({ memberIds, answer });
    return answer.promise;
  });
  void model.change([ada]);
  const second = model.change([...(model.pending.value ?? []), ben]);
  await settle();
  expect([model.pending.value, sent.length]).toEqual([[ada, ben], 1]);
  sent[0]?.answer.resolve();
  await settle();
  expect([model.pending.value, sent[1]?.memberIds]).toEqual([
    [ada, ben],
    [ada, ben],
  ]);
  sent[1]?.answer.reject(new Error('Refused'));
  await expect(second).rejects.toThrow('Refused');
  await settle();
  expect(model.pending.value).toBeUndefined();
});

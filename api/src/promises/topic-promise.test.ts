import { TopicPromise, VisitorPromise } from '@everthread/shared/models/promise';
import { expect, test } from 'vitest';
import { type PromiseRow, toTopicPromise, toVisitorPromise } from './topic-promise.ts';

const row: PromiseRow = {
  id: '0e4e5c2a-8d0b-4c55-9a5e-3f6c1f0a7d10' as PromiseRow['id'],
  messageId: '0e4e5c2a-8d0b-4c55-9a5e-3f6c1f0a7d11' as PromiseRow['messageId'],
  kind: 'first',
  madeAt: '2026-11-23T10:00:00.000Z',
  dueAt: '2026-11-23T12:00:00.000Z',
  likelihood: 90,
  basis: 'history',
  isRenewed: false,
  queueAhead: null,
  isAtRisk: true,
  isBroken: false,
  words: null,
};

test('of a promise a visitor sees what is his to know, whatever else the row comes to hold', () => {
  const told = toVisitorPromise({ ...row, quantiles: { '0.5': 60 }, teamId: 'x' } as PromiseRow);
  expect(Object.keys(told).toSorted()).toEqual(Object.keys(VisitorPromise.shape).toSorted());
});

test.each([
  [{}, 'at-risk'],
  [{ isAtRisk: false }, 'open'],
  [{ isBroken: true }, 'broken'],
] as const)('the team sees how it stands besides: %s', (over, state) => {
  const seen = toTopicPromise({ ...row, ...over });
  expect(seen.state).toBe(state);
  expect(Object.keys(seen).toSorted()).toEqual(Object.keys(TopicPromise.shape).toSorted());
});

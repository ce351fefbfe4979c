import type { TopicPage } from '@everthread/shared/models/topic-page';
import { expect, test, vi } from 'vitest';
import { handClock } from '../../test/hand-clock.ts';
import { sampleAgent, sampleRow } from '../../test/sample.ts';
import { SelectionModel } from './selection-model.ts';
import { TopicsModel } from './topics-model.ts';

test('the whole list can be chosen while its next page is on its way already', async () => {
  const pages: Record<string, TopicPage> = {
    first: { topics: [sampleRow(9), sampleRow(8)], next: 'b' },
    b: { topics: [sampleRow(7)], next: 'c' },
    c: { topics: [sampleRow(6)], next: null },
  };
  const api = {
    // As from a server: later than whatever is ready to go on.
    topics: vi.fn((_: unknown, next = 'first') => new Promise((resolve) => setTimeout(() => resolve(pages[next])))),
    views: async () => ({ views: [], namedIn: [], counts: {} }),
  };
  const topics = new TopicsModel(api as never, handClock(), () => 0.5, sampleAgent.id);
  const selection = new SelectionModel(topics);
  await topics.refresh();
  const asked = api.topics.mock.calls.length;
  void topics.loadMore();
  await selection.all();
  expect(selection.count.value).toBe(4);
  expect(api.topics.mock.calls.slice(asked).map(([, next]) => next)).toEqual(['b', 'c']);
});

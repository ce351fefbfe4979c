import type { VisitorId } from '@everthread/shared/models/ids';
import type { Visitor } from '@everthread/shared/models/visitor';
import type { VisitorChange, VisitorDetails } from '@everthread/shared/models/visitor-details';
import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { handClock, settle } from '../../test/hand-clock.ts';
import { at, id } from '../../test/sample.ts';
import type { VisitorApi } from '../api/visitor-api.ts';
import { VisitorModel } from './visitor-model.ts';

const visitorOf = (n: number, name: string | null = null): Visitor => ({
  id: id(n) as VisitorId,
  name,
  email: null,
  identity: 'claimed',
  pageUrl: null,
  pageTitle: null,
  referrer: null,
  language: null,
  timeZone: null,
  firstSeenAt: at(0),
  lastSeenAt: at(0),
});

const detailsOf = (visitor: Visitor): VisitorDetails => ({
  visitor,
  externalId: null,
  said: { name: null, email: null },
  noted: { name: visitor.name, email: null },
  mail: null,
  attributes: [],
  devices: [],
  pages: [],
  tagIds: [],
  merges: [],
  told: [],
});

/** A server that answers when it is told to, and what it was asked. */
function setUp() {
  const shown = signal<Visitor | undefined>(visitorOf(1));
  const isLive = signal(true);
  const clock = handClock();
  const asked: ((name: string | null) => void)[] = [];
  const changes: VisitorChange[] = [];
  const api: VisitorApi = {
    details: (visitorId) =>
      new Promise((resolve) => {
        asked.push((name) => resolve(detailsOf({ ...visitorOf(1, name), id: visitorId })));
      }),
    async change(_, change) {
      changes.push(change);
      return { details: detailsOf(visitorOf(1, change.name ?? null)), undo: { name: null } };
    },
    previewMerge: () => Promise.reject(new Error('Nobody is merged here')),
    merge: () => Promise.reject(new Error('Nobody is merged here')),
    undoMerge: () => Promise.reject(new Error('Nobody is merged here')),
  };
  const receive = (visitor: Visitor) => {
    shown.value = visitor;
  };
  const model = new VisitorModel(api, { visitor: shown, isLive, receive, clock });
  return { model, shown, isLive, clock, asked, changes };
}

test('whoever only leafs past a visitor asks for nothing', () => {
  const { model, clock, asked } = setUp();
  clock.pass(100);
  model[Symbol.dispose]();
  clock.pass(1_000);
  expect(asked).toHaveLength(0);
});

test('a word that he is another, and a connection that is back, fetch him anew', async () => {
  const { model, shown, isLive, clock, asked } = setUp();
  clock.pass(200);
  asked[0]?.('Ada');
  await settle();
  expect(model.details.value?.visitor.name).toBe('Ada');

  shown.value = visitorOf(1, 'Ben');
  clock.pass(0);
  expect(asked).toHaveLength(2);
  isLive.value = false;
  isLive.value = true;
  clock.pass(0);
  expect(asked).toHaveLength(3);
});

test('an answer from before a change is not shown over it, and the undo is what the server said', async () => {
  const { model, clock, asked, changes } = setUp();
  clock.pass(200);
  const undo = await model.change({ name: 'Ada' });
  asked[0]?.(null);
  await settle();
  expect(model.details.value?.visitor.name).toBe('Ada');

  await undo();
  expect(changes).toEqual([{ name: 'Ada' }, { name: null }]);
});

test('nothing of one visitor is shown with another', async () => {
  const { model, shown, clock, asked } = setUp();
  clock.pass(200);
  asked[0]?.('Ada');
  await settle();
  shown.value = visitorOf(2);
  expect(model.details.value).toBeUndefined();
});

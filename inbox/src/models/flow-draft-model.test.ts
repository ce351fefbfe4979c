import { FLOW_TEMPLATES } from '@everthread/shared/client/flow-templates';
import type { Flow, FlowPlan } from '@everthread/shared/models/flow';
import { FlowId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { FlowDraftModel } from './flow-draft-model.ts';

const named = (name: string): FlowPlan => ({ ...FLOW_TEMPLATES.clinic, name });
const flowOf = (version: number, plan: FlowPlan): Flow => ({
  id: FlowId.parse('0e4e5c2a-8d0b-4c55-9a5e-3f6c1f0a7d10'),
  isOn: false,
  version,
  plan,
  changedAt: '2026-11-23T10:00:00.000Z',
  troubles: [],
});

/** A flow on a server, and windows of one browser in which it is changed. */
function start() {
  let now = flowOf(1, named('Clinic'));
  let kept: string | null = null;
  const store = {
    load: () => kept,
    save(json: string | null) {
      kept = json;
    },
  };
  const bases: number[] = [];
  let refusal: string | undefined;
  const open = () =>
    new FlowDraftModel(now, {
      store,
      async save(plan, base) {
        bases.push(base);
        if (refusal !== undefined) return { refused: refusal };
        if (base !== now.version) return { refused: 'Somebody else has changed it' };
        now = flowOf(base + 1, JSON.parse(JSON.stringify(plan)));
        return { flow: now };
      },
    });
  return {
    open,
    bases,
    kept: () => kept,
    now: () => now,
    refuse(words: string | undefined) {
      refusal = words;
    },
    colleague: (name: string) => {
      now = flowOf(now.version + 1, named(name));
      return now;
    },
  };
}

test('what is written on while it is being saved is saved next, and nobody else has saved', async () => {
  const { open, bases, now } = start();
  const draft = open();
  draft.write(named('Praxis'));
  const saved = draft.save();
  draft.write(named('Praxis Ost'));
  void draft.save();
  draft.take(now());
  expect(draft.state.value.name).toBe('saving');
  await saved;
  expect([draft.state.value.name, bases]).toEqual(['changed', [1]]);
  await draft.save();
  expect([draft.state.value.name, bases, now().plan.name]).toEqual(['same', [1, 2], 'Praxis Ost']);
});

test('what is changed survives a reload, and is let go once it is saved', async () => {
  const { open, kept, now } = start();
  open().write(named('Mine'));
  const again = open();
  expect([again.plan.value.name, again.state.value.name]).toEqual(['Mine', 'changed']);
  await again.save();
  expect([now().plan.name, again.state.value.name, kept()]).toEqual(['Mine', 'same', null]);
  expect(open().state.value).toEqual({ name: 'same' });
});

test('a refused save loses nothing: both are shown, and mine goes in their place only when that is wanted', async () => {
  const { open, colleague, bases, now } = start();
  const draft = open();
  draft.write(named('Mine'));
  const theirs = colleague('Theirs');
  const isSaved = draft.save();
  draft.take(theirs);
  await isSaved;
  expect(draft.plan.value.name).toBe('Mine');
  expect(draft.state.value).toEqual({ name: 'stale', theirs });
  await draft.save();
  expect(bases).toEqual([1]);
  draft.resolve('mine');
  await draft.save();
  expect([bases, now().plan.name, draft.state.value.name]).toEqual([[1, 2], 'Mine', 'same']);
});

test('why it was not saved stands until it is tried again or let go', async () => {
  const { open, refuse } = start();
  const draft = open();
  refuse('There are too many');
  draft.write(named('Mine'));
  await draft.save();
  draft.write(named('Mine, still'));
  expect([draft.state.value.name, draft.refusal.value]).toEqual(['changed', 'There are too many']);
  draft.discard();
  expect(draft.refusal.value).toBeUndefined();
  draft.write(named('Mine'));
  await draft.save();
  expect(draft.refusal.value).toBe('There are too many');
  refuse(undefined);
  await draft.save();
  expect([draft.state.value.name, draft.refusal.value]).toEqual(['same', undefined]);
});

test('a colleague’s version is taken where nothing is changed, and where one wants it', () => {
  const { open, colleague } = start();
  const draft = open();
  draft.take(colleague('Second'));
  expect([draft.plan.value.name, draft.state.value.name]).toEqual(['Second', 'same']);
  draft.write(named('Mine'));
  draft.take(colleague('Third'));
  draft.write(named('Mine, still'));
  expect(draft.state.value.name).toBe('stale');
  draft.resolve('theirs');
  expect([draft.plan.value.name, draft.state.value.name]).toEqual(['Third', 'same']);
});

test('what was kept on an older version is shown beside the new one; what is cut off is let go', () => {
  const { open, colleague } = start();
  open().write(named('Mine'));
  const theirs = colleague('Theirs');
  expect(open().state.value).toEqual({ name: 'stale', theirs });
  const broken = new FlowDraftModel(theirs, {
    store: { load: () => '{"base":1,"pl', save() {} },
    save: async () => ({ flow: theirs }),
  });
  expect(broken.state.value).toEqual({ name: 'same' });
});

test('what is written while it is being saved stays, on the version that was saved', async () => {
  const { open, now } = start();
  const draft = open();
  draft.write(named('One'));
  const isSaved = draft.save();
  draft.write(named('Two'));
  draft.take(now());
  await isSaved;
  expect([draft.plan.value.name, draft.state.value.name]).toEqual(['Two', 'changed']);
  await draft.save();
  expect(now()).toMatchObject({ version: 3, plan: { name: 'Two' } });
});

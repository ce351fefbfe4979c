import { allSteps } from '@everthread/shared/client/flow-steps';
import { FLOW_TEMPLATES } from '@everthread/shared/client/flow-templates';
import { FlowPlan } from '@everthread/shared/models/flow';
import { TagId, TeamId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import {
  type AddedKind,
  addChoice,
  addStep,
  changeStep,
  keepUnder,
  moveStep,
  nameFrom,
  namesOf,
  newStep,
  withWords,
} from './edit-steps.ts';

const { steps } = FLOW_TEMPLATES.shop;
const ids = (list: typeof steps) => allSteps(list).map(({ id }) => id);
const ID = '4a3e1c0e-7d5b-4c55-9a59-0b8f0f6f2c11';
const FRESH = {
  say: 'Hello',
  ask: 'What?',
  choose: 'Which?',
  one: 'This',
  other: 'That',
  promise: 'Soon.',
  teamId: TeamId.parse(ID),
  tagId: TagId.parse(ID),
};

test('a step is moved among those beside it, also within a choice, and stays at an end', () => {
  expect(ids(moveStep(steps, 'mail', -1)).slice(0, 3)).toEqual(['about', 'mail', 'number']);
  expect(moveStep(steps, 'number', -1)).toEqual(steps);
  expect(moveStep(moveStep(steps, 'mail', -1), 'mail', 1)).toEqual(steps);
});

test('a step is changed or taken out wherever it stands, and nothing else is', () => {
  const changed = changeStep(steps, 'status', (step) =>
    step.kind === 'look-up' ? { ...step, url: 'https://a.example.com/' } : step,
  );
  expect(allSteps(changed).find(({ id }) => id === 'status')).toMatchObject({ url: 'https://a.example.com/' });
  expect(ids(changed)).toEqual(ids(steps));
  expect(ids(changeStep(steps, 'welcome', () => null))).toEqual(ids(steps).filter((id) => id !== 'welcome'));
});

test('words are said in one language more, or in no longer one', () => {
  expect(withWords({ en: 'Yes' }, 'es', 'Sí')).toEqual({ en: 'Yes', es: 'Sí' });
  expect(withWords({ en: 'Yes', es: 'Sí' }, 'es', ' ')).toEqual({ en: 'Yes' });
});

const KINDS: AddedKind[] = ['say', 'ask', 'choose', 'if', 'route', 'tag', 'promise', 'look-up', 'search', 'person'];

test('whatever is added, also behind a choice and where a condition does not hold, makes a flow that can be saved', () => {
  let made = [...steps];
  const add = (kind: AddedKind, within: Parameters<typeof addStep>[1]) => {
    const step = newStep(made, kind, 'en', FRESH);
    if (!step) throw new Error('There are teams and tags');
    made = addStep(made, within, step.kind === 'look-up' ? { ...step, url: 'https://a.example.com/' } : step);
    return step.id;
  };
  const stepId = add('if', null);
  for (const kind of [...KINDS, ...KINDS]) add(kind, null);
  for (const kind of KINDS) add(kind, { stepId, branch: 1 });
  add('say', { stepId: 'about', branch: 1 });
  expect(FlowPlan.safeParse({ ...FLOW_TEMPLATES.shop, steps: made }).error).toBeUndefined();
  expect(ids(made)).toHaveLength(ids(steps).length + 32);
  const [added] = changeStep(made, stepId, (step) => step).filter(({ id }) => id === stepId);
  expect(added).toMatchObject({ steps: [], otherwise: KINDS.map((kind) => ({ kind })) });
  const [about] = made;
  expect(about?.kind === 'choose' && about.choices[1]?.steps.at(-1)?.kind).toBe('say');
});

test('without a team or a tag no step leads to one; a choice more has an id of its own', () => {
  const { teamId: _team, tagId: _tag, ...none } = FRESH;
  expect([newStep(steps, 'route', 'en', none), newStep(steps, 'tag', 'en', none)]).toEqual([null, null]);
  const [about] = steps;
  if (about?.kind !== 'choose') throw new Error('It begins with a choice');
  const more = changeStep(steps, about.id, () => addChoice(steps, about, 'en', 'Third'));
  expect(FlowPlan.safeParse({ ...FLOW_TEMPLATES.shop, steps: more }).success).toBe(true);
  expect(namesOf(steps)).toEqual(['order', 'mail', 'status', 'arrives', 'question']);
});

test('an answer that is kept under another name is named so by all that follows', () => {
  const renamed = keepUnder(steps, 'number', 'parcel');
  const text = JSON.stringify(renamed);
  expect(text).toContain('Order {parcel}: {status}');
  expect(text).not.toContain('{order}');
  expect(allSteps(renamed).find(({ kind }) => kind === 'look-up')).toMatchObject({ sends: ['parcel', 'mail'] });
  expect(FlowPlan.safeParse({ ...FLOW_TEMPLATES.shop, steps: renamed }).success).toBe(true);
  const known = { kind: 'known' as const, name: 'order', value: '7' };
  const asks: typeof steps = [
    ...steps,
    { kind: 'if', id: 'if', conditions: [known, { kind: 'within-hours' }], steps: [], otherwise: [] },
  ];
  expect(keepUnder(asks, 'number', 'parcel').at(-1)).toMatchObject({ conditions: [{ name: 'parcel' }, {}] });
});

test('a choice is kept under a name or not at all, and what another step keeps stays named', () => {
  const kept = keepUnder(steps, 'about', 'wish');
  expect(namesOf(kept)[0]).toBe('wish');
  expect(keepUnder(kept, 'about', '')).toEqual(steps);
  const same = keepUnder(steps, 'mail', 'order');
  expect(JSON.stringify(keepUnder(same, 'mail', 'address'))).toContain('Order {order}');
  expect(keepUnder(steps, 'number', '')).toEqual(steps);
});

test.each([
  ['Order number', 'order_number'],
  ['  2nd Café! ', 'nd_cafe'],
  ['订单', ''],
  ['a'.repeat(60), 'a'.repeat(40)],
])('%j as a name is %j', (text, name) => expect(nameFrom(text)).toBe(name));

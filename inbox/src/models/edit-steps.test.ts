import { allSteps } from '@everthread/shared/client/flow-steps';
import { FLOW_TEMPLATES } from '@everthread/shared/client/flow-templates';
import { FlowPlan } from '@everthread/shared/models/flow';
import { expect, test } from 'vitest';
import { addStep, changeStep, moveStep, newStep, withWords } from './edit-steps.ts';

const { steps } = FLOW_TEMPLATES.shop;
const ids = (list: typeof steps) => allSteps(list).map(({ id }) => id);
const WORDS = { say: 'Hello', ask: 'What?', choose: 'Which?', one: 'This', other: 'That' };

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

test('whatever is added makes a flow that can be saved', () => {
  let made = [...steps];
  for (const kind of ['say', 'ask', 'ask', 'choose', 'choose', 'search', 'person'] as const) {
    made = addStep(made, kind === 'say' ? 'yes' : null, newStep(made, kind, 'en', WORDS));
  }
  expect(FlowPlan.safeParse({ ...FLOW_TEMPLATES.shop, steps: made }).error).toBeUndefined();
  expect(ids(made)).toHaveLength(ids(steps).length + 7);
});

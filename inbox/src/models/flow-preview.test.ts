import { FLOW_TEMPLATES } from '@everthread/shared/client/flow-templates';
import type { FlowPlan } from '@everthread/shared/models/flow';
import { expect, test } from 'vitest';
import { FlowPreview, fitsVisitor } from './flow-preview.ts';

test('the preview shows what a visitor would see, and where a person would come', () => {
  using preview = new FlowPreview(FLOW_TEMPLATES.shop, 'en');
  for (const text of ['1', 'TS-10423', 'ines@example.com']) preview.say(text);
  const said = preview.lines.value.flatMap((line) => (line.by === 'bot' ? line.text : []));
  expect(said).toContain('Order TS-10423: ‹status›. It should arrive: ‹arrives›.');
  preview.callPerson();
  expect(preview.lines.value.at(-1)).toEqual({ by: 'told', doing: { do: 'hand-over', why: 'asked' } });
  expect(preview.state.value.name).toBe('ended');
  preview.restart();
  expect(preview.lines.value).toHaveLength(1);
});

test('it goes by who the visitor is, as the flow itself does', () => {
  const yesterday = { atMs: 24 * 60 * 60_000, openQuestion: { text: 'Where is it?', askedAtMs: 0, leftAtMs: 0 } };
  expect(fitsVisitor(FLOW_TEMPLATES.returning, {})).toBe(false);
  expect(fitsVisitor(FLOW_TEMPLATES.returning, yesterday)).toBe(true);
  using preview = new FlowPreview(FLOW_TEMPLATES.returning, 'en', yesterday);
  expect(preview.lines.value[0]).toMatchObject({
    by: 'bot',
    text: expect.stringContaining('yesterday, “Where is it?”'),
  });
});

test('who says that he wants a person is brought one there, as by the flow itself', () => {
  using preview = new FlowPreview(FLOW_TEMPLATES.shop, 'en');
  preview.say('I want to talk to a person');
  expect(preview.lines.value.at(-1)).toEqual({ by: 'told', doing: { do: 'hand-over', why: 'asked' } });
});

test('what its service answers can be tried, and that it does not', () => {
  const answers = ['1', 'TS-10423', 'ines@example.com'];
  using found = new FlowPreview(FLOW_TEMPLATES.shop, 'en', {}, { status: 'lost' });
  for (const text of answers) found.say(text);
  const said = found.lines.value.flatMap((line) => (line.by === 'bot' ? line.text : []));
  expect(said).toContain('Order TS-10423: lost. It should arrive: ‹arrives›.');
  using down = new FlowPreview(FLOW_TEMPLATES.shop, 'en', {}, null);
  for (const text of answers) down.say(text);
  expect(down.lines.value.at(-1)).toEqual({ by: 'told', doing: { do: 'hand-over', why: 'failed' } });
});

test('it begins with what stands beside the launcher, and with the words by which a condition goes', () => {
  const plan: FlowPlan = {
    name: 'Lamps',
    trigger: 'page',
    shows: { words: { en: 'May I help?' }, afterSeconds: 5 },
    conditions: [],
    steps: [
      {
        kind: 'if',
        id: 'if',
        conditions: [{ kind: 'words', anyOf: ['lamp'] }],
        steps: [{ kind: 'say', id: 'lamps', words: { en: 'They are on the left.' } }],
        otherwise: [],
      },
    ],
  };
  using preview = new FlowPreview(plan, 'en', { text: 'Which lamp?' });
  const begins = [
    { by: 'launcher', text: 'May I help?' },
    { by: 'visitor', text: 'Which lamp?' },
    { by: 'bot', text: 'They are on the left.' },
  ];
  expect(preview.lines.value).toMatchObject(begins);
  preview.restart();
  expect(preview.lines.value).toMatchObject(begins);
  expect(fitsVisitor(FLOW_TEMPLATES.shop, { text: 'Hello' })).toBe(false);
  expect(fitsVisitor(FLOW_TEMPLATES.shop, { text: 'My order' })).toBe(true);
});

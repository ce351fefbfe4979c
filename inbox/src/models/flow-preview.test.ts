import { FLOW_TEMPLATES } from '@everthread/shared/client/flow-templates';
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

import { FLOW_TEMPLATES } from '@everthread/shared/client/flow-templates';
import { expect, test } from 'vitest';
import { FlowPreview } from './flow-preview.ts';

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

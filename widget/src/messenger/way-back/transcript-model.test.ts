import { expect, test } from 'vitest';
import { ApiError } from '../request.ts';
import { TranscriptModel } from './transcript-model.ts';
import type { AsVisitor } from './way-back-model.ts';

function setUp(answer: unknown) {
  const asked: string[] = [];
  const ask = (async (path: string) => {
    asked.push(path);
    if (answer instanceof Error) throw answer;
    return answer;
  }) as AsVisitor;
  return { model: new TranscriptModel(ask), asked };
}

test('who wants his conversation mailed is told where it goes; two presses are one', async () => {
  const { model, asked } = setUp({ address: 'ada@shop.example', isRepeated: false });
  await Promise.all([model.send(), model.send()]);
  expect(model.step.value).toEqual({ name: 'sent', address: 'ada@shop.example', isRepeated: false });
  expect(asked).toEqual(['mail-address/transcript']);
});

test.each([
  [429, 'often'],
  [403, 'unproven'],
  [0, 'failed'],
] as const)('an answer of %i is said as %s, and it can be tried again', async (status, because) => {
  const { model, asked } = setUp(new ApiError(status, 'no'));
  await model.send();
  expect(model.step.value).toEqual({ name: 'failed', because });
  await model.send();
  expect(asked).toHaveLength(2);
});

import type { WorkspaceId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { LANGUAGES } from '../language.ts';
import { ApiError, type Request } from '../request.ts';
import { RecoverModel } from './recover-model.ts';
import { RECOVER_WORDS } from './recover-words.ts';

function modelWith(refusal?: ApiError) {
  const asked: unknown[] = [];
  const request = (async (path: string, body: unknown) => {
    asked.push([path, body]);
    if (refusal) throw refusal;
    return {};
  }) as Request;
  return { asked, model: new RecoverModel(request, { workspaceId: 'w1' as WorkspaceId, language: 'es' }) };
}

test('who asks twice at once asks once, and is told that it was sent', async () => {
  const { model, asked } = modelWith();
  await Promise.all([model.ask('ada@shop.example'), model.ask('ada@shop.example')]);
  expect(asked).toEqual([['recoveries', { workspaceId: 'w1', language: 'es', address: 'ada@shop.example' }]]);
  expect(model.isSent.value).toBe(true);
});

test.each([
  [400, 'invalid', 'notAnAddress'],
  [429, 'too_many', 'tooMany'],
  [0, 'unreachable', 'failed'],
] as const)('%i %s is said as %s, and can be tried again', async (status, code, trouble) => {
  const { model } = modelWith(new ApiError(status, code));
  await model.ask('ada');
  expect([model.trouble.value, model.isSent.value, model.isBusy.value]).toEqual([trouble, false, false]);
});

test.each(LANGUAGES)('%s says all that English says of it', (language) => {
  const words = RECOVER_WORDS[language];
  expect(Object.keys(words ?? {})).toEqual(Object.keys(RECOVER_WORDS.en ?? {}));
  expect(Object.values(words ?? {}).every((text) => text.trim() !== '')).toBe(true);
});

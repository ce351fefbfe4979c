import type { MessageId } from '@everthread/shared/models/ids';
import type { Message } from '@everthread/shared/models/message';
import { expect, test } from 'vitest';
import { isAnswerable } from './flow-turn.ts';

const message = (id: string) => ({ id }) as Message;
const asked = 'asked' as MessageId;
const unsent = [{ id: 'own' as MessageId, text: 'ET-1', kind: 'message', state: 'sending' } as const];

test('what a flow asked is answered until something else is said, or is on its way', () => {
  expect(isAnswerable({ sent: [message('before'), message('asked')], unsent: [] }, asked, '')).toBe(true);
  expect(isAnswerable({ sent: [message('asked'), message('after')], unsent: [] }, asked, '')).toBe(false);
  expect(isAnswerable({ sent: [message('asked')], unsent }, asked, '  ')).toBe(false);
});

test('a field in which something stands does not go under the hand that writes in it', () => {
  expect(isAnswerable({ sent: [message('asked'), message('after')], unsent: [] }, asked, 'ET-20')).toBe(true);
  expect(isAnswerable({ sent: [message('asked')], unsent }, asked, 'ET-20')).toBe(true);
});

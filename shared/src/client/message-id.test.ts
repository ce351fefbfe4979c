import { expect, test } from 'vitest';
import { MessageId } from '../models/ids.ts';
import { newMessageId } from './message-id.ts';

test('an id is a valid MessageId whatever chance gives', () => {
  for (const byte of [0x00, 0xff, 0x5a]) {
    const id = newMessageId((bytes) => bytes.fill(byte));
    expect(MessageId.parse(id)).toBe(id);
  }
});

test('a thousand ids are a thousand different ids', () => {
  const ids = Array.from({ length: 1_000 }, () => newMessageId((bytes) => crypto.getRandomValues(bytes)));
  expect(new Set(ids).size).toBe(1_000);
});

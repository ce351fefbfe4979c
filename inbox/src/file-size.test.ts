import { expect, test } from 'vitest';
import { fileSize } from './file-size.ts';

test.each([
  [1, '1 byte'],
  [812, '812 bytes'],
  [1_234, '1.2 kB'],
  [240_000, '240 kB'],
  [3_400_000, '3.4 MB'],
  [20 * 1024 * 1024, '21 MB'],
])('%i bytes are read as %s', (bytes, text) => expect(fileSize(bytes, 'en-GB')).toBe(text));

import { expect, test } from 'vitest';
import { pack, unpack } from './estimate-pack.ts';

test('what is packed comes back the same, wherever its bytes lie and whatever holds them', () => {
  const value = { name: 'é', small: new Uint8Array([1, 2, 3]), long: new Float64Array([0.5, -1, 1e300]) };
  const packed = pack(value);
  for (const at of [0, 1, 3, 8]) {
    const lying = new Uint8Array(packed.length + at);
    lying.set(packed, at);
    expect(unpack(lying.subarray(at)), `at ${at}`).toEqual(value);
    expect(unpack(Buffer.from(lying.buffer, at)), `Buffer at ${at}`).toEqual(value);
  }
});

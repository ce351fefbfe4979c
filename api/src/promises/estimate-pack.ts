const KINDS = { Uint8Array, Int8Array, Uint16Array, Int16Array, Float32Array, Float64Array } as const;
type Numbers = InstanceType<(typeof KINDS)[keyof typeof KINDS]>;

/** What can be packed: anything JSON can say, with arrays of numbers in between. */
export type Packable = { [name: string]: unknown };

/** JSON in which each array of numbers stands as its kind and length, and behind it their bytes. */
export function pack(value: Packable): Uint8Array<ArrayBuffer> {
  const arrays: Numbers[] = [];
  const head = new TextEncoder().encode(
    JSON.stringify(value, (_, part) => {
      if (!ArrayBuffer.isView(part)) return part;
      arrays.push(part as Numbers);
      return { $: part.constructor.name, length: (part as Numbers).length };
    }),
  );
  const begin = aligned(4 + head.length);
  const bytes = new Uint8Array(arrays.reduce((at, array) => at + aligned(array.byteLength), begin));
  new DataView(bytes.buffer).setUint32(0, head.length, true);
  bytes.set(head, 4);
  let at = begin;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += aligned(array.byteLength);
  }
  return bytes;
}

/** What `pack` made of it, its arrays where they lie in the bytes; throws on anything else. */
export function unpack(bytes: Uint8Array): Packable {
  const whole = bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes); // every array of numbers begins where its kind may
  const length = new DataView(whole.buffer, whole.byteOffset).getUint32(0, true);
  let at = aligned(4 + length);
  return revive(JSON.parse(new TextDecoder().decode(whole.subarray(4, 4 + length))));

  function revive(part: unknown): never {
    if (Array.isArray(part)) return part.map(revive) as never;
    if (typeof part !== 'object' || part === null) return part as never;
    if ('$' in part && 'length' in part) {
      const Kind = KINDS[part.$ as keyof typeof KINDS];
      const array = new Kind(whole.buffer as ArrayBuffer, whole.byteOffset + at, Number(part.length));
      at += aligned(array.byteLength);
      return array as never;
    }
    return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, revive(value)])) as never;
  }
}

const aligned = (length: number): number => Math.ceil(length / 8) * 8;

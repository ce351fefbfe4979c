import fc from 'fast-check';
import * as z from 'zod/mini';

type Json = { [key: string]: unknown };

const HOSTILE: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 53,
  1e308,
  '',
  ' ',
  'null',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202Eevil',
  '\ufeff',
  "' or 1=1; select pg_sleep(5) --",
  '{{7*7}}#{7*7}',
  '<img src=x onerror=alert(1)>',
  '../../etc/passwd',
  '\r\nSet-Cookie: a=b',
  'x'.repeat(20_000),
  '👩‍👩‍👧‍👦'.repeat(500),
  '00000000-0000-0000-0000-000000000000',
  [],
  {},
  [[[[[]]]]],
  { $gt: '' },
  { toString: 1, constructor: { prototype: {} } },
  '2026-02-30T25:61:61Z',
];
const NAMES = ['workspace_id', 'workspaceId', 'id', 'role', 'seq', 'constructor', 'toString', 'hasOwnProperty', 'kind'];

/** Whatever should not be where it is. */
const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 1, arbitrary: fc.jsonValue() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 100 }) },
);

/** Bodies that are nearly what the schema wants: whole ones, ones with a field wrong, missing or too many, and nonsense. */
export function bodiesFor(schema: z.ZodMiniType): fc.Arbitrary<unknown> {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;
  return fc.oneof({ weight: 9, arbitrary: like(json) }, { weight: 1, arbitrary: hostileValue });
}

/** A schema says the same in many places, and to make ready what is like a pattern takes a while. */
const made = new Map<string, fc.Arbitrary<unknown>>();

function like(json: Json): fc.Arbitrary<unknown> {
  const key = JSON.stringify(json);
  const known = made.get(key) ?? make(json);
  made.set(key, known);
  return known;
}

function make(json: Json): fc.Arbitrary<unknown> {
  const options = (json.anyOf ?? json.oneOf) as Json[] | undefined;
  if (options) return fc.oneof(...options.map(like));
  if ('const' in json) return fc.constant(json.const);
  if (Array.isArray(json.enum)) return fc.constantFrom(...json.enum);
  switch (json.type) {
    case 'object':
      return likeObject((json.properties ?? {}) as Record<string, Json>, (json.required ?? []) as string[]);
    case 'array':
      return fc.array(like((json.items ?? {}) as Json), { maxLength: 5 });
    case 'string':
      return likeString(json);
    case 'integer':
    case 'number':
      return fc.integer({ min: -5, max: 1_000 });
    case 'boolean':
      return fc.boolean();
    default:
      return hostileValue;
  }
}

function likeObject(properties: Record<string, Json>, required: string[]): fc.Arbitrary<unknown> {
  const right = Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, like(property)]));
  const names = Object.keys(properties);
  return fc
    .record({
      // What is refused for one field says nothing of the others: of those that may be left out, some are.
      whole: fc.oneof(fc.record(right), fc.record(right, { requiredKeys: required })),
      wrong: once(fc.tuple(fc.constantFrom(...names, 'extra'), hostileValue), 3),
      missing: once(fc.constantFrom(...names, ''), 6),
      extra: once(fc.constantFrom(...NAMES), 8),
    })
    .map(({ whole, wrong, missing, extra }) => {
      const entries = new Map<string, unknown>(Object.entries(whole));
      if (wrong) entries.set(...wrong);
      if (missing) entries.delete(missing);
      if (extra) entries.set(extra, 'x');
      return Object.fromEntries(entries);
    });
}

/** This, once in so many times; else nothing. */
const once = <Value>(value: fc.Arbitrary<Value>, inEvery: number) =>
  fc.oneof({ weight: 1, arbitrary: value }, { weight: inEvery - 1, arbitrary: fc.constant(undefined) });

function likeString(json: Json): fc.Arbitrary<unknown> {
  if (json.format === 'uuid') return fc.uuid({ version: 4 });
  if (json.format === 'email') return fc.emailAddress();
  if (json.format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  if (typeof json.pattern === 'string') return fc.stringMatching(new RegExp(json.pattern));
  return fc.string({ unit: 'grapheme', maxLength: Math.min(Number(json.maxLength ?? 50), 200) });
}

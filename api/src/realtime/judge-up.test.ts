import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { goodConduct, judgeUp } from './judge-up.ts';

const resume = { type: 'resume', epoch: 'e', after: 3 };
const once = (said: string | ArrayBuffer) => judgeUp(goodConduct(0), said, 0).verdict;

test.each([
  ['a known frame', JSON.stringify(resume), { name: 'heard', frame: resume }],
  ['a type that only newer clients know', '{"type":"dance","partner":1}', { name: 'ignored' }],
  ['a first malformed frame', '{', { name: 'ignored' }],
  ['a known type with a strange field', '{"type":"resume","epoch":"e","after":3,"room":"team"}', { name: 'ignored' }],
  ['exactly 4,096 characters', `{"type":"x","y":"${'y'.repeat(4_096 - 19)}"}`, { name: 'ignored' }],
  ['one more', ' '.repeat(4_097), { name: 'closed', code: 1009, reason: 'too_large' }],
  ['bytes', new ArrayBuffer(2), { name: 'closed', code: 1003, reason: 'text_only' }],
] as const)('P14 %s', (_, said, verdict) => {
  expect(once(said)).toEqual(verdict);
});

test.each(['{', 'null', '[]', '7', '{"type":7}', '{"type":"resume"}', `${'['.repeat(4_000)}`])(
  'P14 the third time it is said, %s closes the socket',
  (said) => {
    const first = judgeUp(goodConduct(0), said, 0);
    const second = judgeUp(first.conduct, said, 0);
    const third = judgeUp(second.conduct, said, 0);
    expect([first, second, third].map(({ verdict }) => verdict.name)).toEqual(['ignored', 'ignored', 'closed']);
    expect(third.verdict).toMatchObject({ code: 4400 });
  },
);

test('P14 whatever is said, there is a verdict, and nothing is thrown', () => {
  const Anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.json().map((json) => `{"type":"resume","epoch":${json}}`),
  );
  fc.assert(
    fc.property(Anything, (said) => {
      expect(['heard', 'ignored', 'closed']).toContain(once(said).name);
    }),
    { numRuns: 2_000 },
  );
});

test('P15 thirty frames in ten seconds pass, the next closes the socket; later ones begin a new count', () => {
  let { conduct } = judgeUp(goodConduct(0), '{"type":"x"}', 0);
  for (let i = 1; i < 30; i += 1) ({ conduct } = judgeUp(conduct, '{"type":"x"}', 300 * i));
  expect(judgeUp(conduct, '{"type":"x"}', 9_999).verdict).toMatchObject({ name: 'closed', code: 4429 });
  expect(judgeUp(conduct, '{"type":"x"}', 10_000)).toMatchObject({
    verdict: { name: 'ignored' },
    conduct: { inWindow: 1 },
  });
});

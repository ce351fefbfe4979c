import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { MailAddress } from './mail.ts';
import { textOf, unfinishedTextOf } from './text.ts';

const MEGABYTE = `${'.@.!'.repeat(250_000)}\u0000`;

test.each<[string, z.ZodMiniType]>([
  ['words', textOf(10_000, 1)],
  ['words that are not finished', unfinishedTextOf(20_000)],
  ['addresses', MailAddress],
])('L5 %s that are far too long are refused for that, and nothing else is asked of them', (_what, schema) => {
  const { error } = z.safeParse(schema, MEGABYTE);
  expect(error?.issues.map(({ code }) => code)).toEqual(['too_big']);
});

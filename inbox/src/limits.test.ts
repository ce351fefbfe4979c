import { Password } from '@everthread/shared/models/account';
import * as identity from '@everthread/shared/models/identity';
import * as message from '@everthread/shared/models/message';
import * as search from '@everthread/shared/models/search';
import * as merge from '@everthread/shared/models/visitor-merge';
import { WorkspaceChange, WorkspaceName } from '@everthread/shared/models/workspace';
import { expect, test } from 'vitest';
import {
  EDITABLE_MINUTES,
  MESSAGE_MAX_LENGTH,
  MOST_ATTACHMENTS,
  MOST_IDENTITY_SECRETS,
  NAME_MAX_LENGTH,
  ORIGINS_MAX,
  PASSWORD_MAX_LENGTH,
  PASSWORD_MIN_LENGTH,
  SEARCH_MAX_LENGTH,
  UNDO_MERGE_DAYS,
} from './limits.ts';

const takes = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

test('the limits that forms show are those the server holds', () => {
  expect({ MESSAGE_MAX_LENGTH, EDITABLE_MINUTES, MOST_ATTACHMENTS }).toEqual({
    MESSAGE_MAX_LENGTH: message.MESSAGE_MAX_LENGTH,
    EDITABLE_MINUTES: message.EDITABLE_MINUTES,
    MOST_ATTACHMENTS: message.MOST_ATTACHMENTS,
  });
  expect(MOST_IDENTITY_SECRETS).toBe(identity.MOST_IDENTITY_SECRETS);
  expect(SEARCH_MAX_LENGTH).toBe(search.SEARCH_MAX_LENGTH);
  expect(UNDO_MERGE_DAYS).toBe(merge.UNDO_MERGE_DAYS);
  for (const length of [PASSWORD_MIN_LENGTH, PASSWORD_MAX_LENGTH])
    expect(takes(Password, 'x'.repeat(length))).toBe(true);
  for (const length of [PASSWORD_MIN_LENGTH - 1, PASSWORD_MAX_LENGTH + 1]) {
    expect(takes(Password, 'x'.repeat(length))).toBe(false);
  }
  expect(takes(WorkspaceName, 'x'.repeat(NAME_MAX_LENGTH))).toBe(true);
  expect(takes(WorkspaceName, 'x'.repeat(NAME_MAX_LENGTH + 1))).toBe(false);
  const origins = (count: number) => Array.from({ length: count }, (_, i) => `https://site${i}.example`);
  expect(takes(WorkspaceChange, { allowedOrigins: origins(ORIGINS_MAX) })).toBe(true);
  expect(takes(WorkspaceChange, { allowedOrigins: origins(ORIGINS_MAX + 1) })).toBe(false);
});

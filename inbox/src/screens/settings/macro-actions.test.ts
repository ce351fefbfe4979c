import type { MacroActions } from '@everthread/shared/models/saved-reply';
import { expect, test } from 'vitest';
import { changed, turnFrom, turnOf } from './macro-actions.ts';

test('what is left as it is stands in no action', () => {
  const actions: MacroActions = { assigneeId: 'me', priority: 'high' };
  expect(changed(actions, { assigneeId: undefined })).toEqual({ priority: 'high' });
  expect(changed(actions, { addTagIds: [] })).toEqual(actions);
});

test.each(['', 'open', 'waiting', 'done', 'snooze 24'])('the choice of %j comes back as it was made', (turn) => {
  expect(turnOf(changed({}, turnFrom(turn)))).toBe(turn);
});

test('a snooze takes the place of a status, and the other way round', () => {
  expect(changed({ status: 'done' }, turnFrom('snooze 4'))).toEqual({ snoozeHours: 4 });
  expect(changed({ snoozeHours: 4 }, turnFrom('done'))).toEqual({ status: 'done' });
});

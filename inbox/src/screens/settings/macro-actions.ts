import type { MacroActions } from '@everthread/shared/models/saved-reply';

export type ActionsChange = Partial<{ [Key in keyof MacroActions]: MacroActions[Key] | undefined }>;

/** What a saved reply does after a change in its form. An action that is left out, or does nothing, is not done. */
export function changed(actions: MacroActions, change: ActionsChange): MacroActions {
  const done = Object.entries({ ...actions, ...change }).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(done) as MacroActions;
}

/** What happens to the topic then, as one choice: a status, or a snooze of so many hours; as it is where it is empty. */
export const turnOf = ({ snoozeHours, status }: MacroActions): string =>
  snoozeHours ? `snooze ${snoozeHours}` : (status ?? '');

export function turnFrom(turn: string): ActionsChange {
  const snoozeHours = turn.startsWith('snooze ') ? Number(turn.slice(7)) : undefined;
  const status = snoozeHours || turn === '' ? undefined : (turn as 'open' | 'waiting' | 'done');
  return { snoozeHours, status };
}

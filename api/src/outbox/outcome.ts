import { describeError } from '../log.ts';
import { MOST_TRIES, retryDelayMs } from './retry-delay.ts';

/** How the follow-up of a claimed event ended. `attempts`: which try it was, so that a late word changes no newer one. */
export type Outcome =
  | { name: 'done'; id: number }
  | { name: 'failed'; id: number; attempts: number; reason: string; dueAt: Date }
  | { name: 'parked'; id: number; attempts: number; reason: string; parkedAt: Date }
  | { name: 'put_back'; id: number; attempts: number }; // not tried: an earlier one of its thread failed

/** What becomes of an event whose follow-up threw: another try later, or, after enough of them, the parking place. */
export function afterFailure(
  { id, attempts }: { id: number; attempts: number },
  error: unknown,
  now: Date,
  chance: number,
): Outcome {
  const { error: name, code } = describeError(error);
  const reason = code ? `${name} ${code}` : name; // never the message, which may quote what people wrote
  if (attempts >= MOST_TRIES) return { name: 'parked', id, attempts, reason, parkedAt: now };
  return { name: 'failed', id, attempts, reason, dueAt: new Date(now.getTime() + retryDelayMs(attempts, chance)) };
}

import { AppError } from '../errors.ts';

/** Counts one against the key. Throws `too_many` where its limit (see wrangler.toml) is spent. Asks no database. */
export async function spend(limit: RateLimit, key: string, periodSeconds: number): Promise<void> {
  const { success } = await limit.limit({ key });
  if (!success) {
    throw new AppError('too_many', 'That was a lot at once. Please wait a moment and try again', {
      retryAfter: periodSeconds,
    });
  }
}

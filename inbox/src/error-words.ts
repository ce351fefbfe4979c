import { ApiError } from './api/api-error.ts';
import type { Strings } from './locales/en.ts';

/** What to tell a person about a call that failed. The server's own sentences say what to do, so they are shown as they are. */
export function errorWords(error: unknown, { trouble }: Strings): string {
  if (!(error instanceof ApiError)) return trouble.unexpected;
  return error.code === 'offline' ? trouble.offline : error.message;
}

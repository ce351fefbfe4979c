import type { ErrorCode } from '@everthread/shared/errors';

/** What went wrong with a call: the server's own code, or that it was not reached. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly code: ErrorCode | 'offline';
  /** The whole answer: some refusals say more than their code. */
  readonly answer: unknown;

  constructor(code: ErrorCode | 'offline', message: string, options?: ErrorOptions & { answer?: unknown }) {
    super(message, options);
    this.code = code;
    this.answer = options?.answer;
  }
}

/** Whether the same call may succeed by itself a little later. */
export function isPassing(error: unknown): boolean {
  return error instanceof ApiError && PASSING.has(error.code);
}

const PASSING: ReadonlySet<ApiError['code']> = new Set(['offline', 'too_many', 'internal', 'unavailable']);

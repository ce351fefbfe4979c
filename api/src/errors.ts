import type { ErrorCode } from '@everthread/shared/errors';

/** What a caller can understand and do something about. Anything else that is thrown is ours to mend. */
export class AppError extends Error {
  override name = 'AppError';
  readonly code: ErrorCode;
  /** Seconds until a repeat makes sense, for `too_many`. */
  readonly retryAfter: number | undefined;
  /** What else the answer says, beside the error. */
  readonly details: object | undefined;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions & { retryAfter?: number; details?: object }) {
    super(message, options);
    this.code = code;
    this.retryAfter = options?.retryAfter;
    this.details = options?.details;
  }
}

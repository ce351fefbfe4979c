import { ERROR_STATUS } from '@everthread/shared/errors';
import type { Context as HonoContext } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { ConfigError } from '../config.ts';
import { DatabaseError, isAway } from '../db/in-workspace.ts';
import { AppError } from '../errors.ts';
import { describeError, log } from '../log.ts';
import type { ApiEnv } from './api-env.ts';

/** The one place where an error becomes a response. A message that we did not write is never shown. */
export function onError(thrown: Error, c: HonoContext<ApiEnv>): Response {
  const error = asAppError(thrown);
  if (error) {
    // Its operator must learn that something of ours is away, even where that is no fault in the code.
    if (error.code === 'unavailable') log('request.unavailable', describeError(error.cause ?? error));
    if (error.retryAfter !== undefined) c.header('Retry-After', String(Math.ceil(error.retryAfter)));
    return c.json({ error: { code: error.code, message: error.message }, ...error.details }, ERROR_STATUS[error.code]);
  }
  const requestId = c.get('requestId') ?? 'unknown';
  log('request.failed', { requestId, ...describeError(thrown) });
  return c.json({ error: { code: 'internal', message: `Something went wrong on our side (${requestId})` } }, 500);
}

function asAppError(error: Error): AppError | undefined {
  if (error instanceof AppError) return error;
  if (error instanceof ConfigError) {
    log('config.invalid', { message: error.message });
    return new AppError('unavailable', 'Everthread is not set up yet. Its operator finds the reason in the log');
  }
  // Hono's validator throws this, and only this, for a body that does not parse.
  if (error instanceof HTTPException && error.status === 400)
    return new AppError('invalid', 'The body is not valid JSON');
  // What the schemas let through and Postgres cannot hold is the sender's to mend: bad text, a number out of range.
  if (error instanceof DatabaseError && /^22/.test(error.sqlState)) {
    return new AppError('invalid', 'A value in this request cannot be stored');
  }
  if (isAway(error)) {
    return new AppError('unavailable', 'Please try again in a moment', { retryAfter: 2 });
  }
  return undefined;
}

export const tooLarge = () => new AppError('too_large', 'This request is larger than it may be');

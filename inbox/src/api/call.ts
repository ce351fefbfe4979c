import { ERROR_STATUS, type ErrorCode } from '@everthread/shared/errors';
import { ApiError } from './api-error.ts';

const TIMEOUT_MS = 20_000;

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Call = <Answer>(method: Method, path: string, body?: object) => Promise<Answer>;

/** One request to our own API; what it sends is JSON, or a file as it is. Bad answers throw `ApiError`, so whoever calls sees only good ones. */
export function createCall(fetch: typeof globalThis.fetch, onSignedOut: () => void): Call {
  return async <Answer>(method: Method, path: string, body?: object): Promise<Answer> => {
    const response = await reach(fetch, method, path, body);
    if (response.ok) return (await bodyOf(response)) as Answer;
    const error = await errorOf(response);
    if (error.code === 'signed_out') onSignedOut();
    throw error;
  };
}

/** An answer that breaks off on its way is none: the change may be made, and what was asked for is asked for again. */
async function bodyOf(response: Response): Promise<unknown> {
  try {
    const text = await response.text();
    return text === '' ? undefined : JSON.parse(text);
  } catch (cause) {
    throw new ApiError('offline', 'The answer broke off', { cause });
  }
}

async function reach(fetch: typeof globalThis.fetch, method: Method, path: string, body?: object): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      headers: body && !(body instanceof Blob) ? { 'content-type': 'application/json' } : {},
      ...(body ? { body: body instanceof Blob ? body : JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (cause) {
    throw new ApiError('offline', 'The server cannot be reached', { cause });
  }
}

/** What a bad answer says. */
export async function errorOf(response: Response): Promise<ApiError> {
  const { status } = response;
  const answer: unknown = await response.json().catch(() => undefined);
  const error = (answer as { error?: { code?: unknown; message?: unknown } } | undefined)?.error;
  const code =
    typeof error?.code === 'string' && Object.hasOwn(ERROR_STATUS, error.code) ? (error.code as ErrorCode) : undefined;
  const message = typeof error?.message === 'string' ? error.message : `The server answered ${status}`;
  // A proxy in between may answer without our body: its status still says what kind of trouble it is.
  return new ApiError(code ?? codeOf(status), message, { answer });
}

function codeOf(status: number): ErrorCode {
  const known = Object.entries(ERROR_STATUS).find(([, value]) => value === status);
  return known ? (known[0] as ErrorCode) : status >= 500 ? 'unavailable' : 'invalid';
}

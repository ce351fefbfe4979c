const PATIENCE_MS = 20_000;

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** How the visitor's API is asked. Without cookies, always: a token says who asks. */
export const requestInit = (body?: unknown, token?: string, method: Method = body ? 'POST' : 'GET'): RequestInit => ({
  method,
  headers: {
    ...(body ? { 'content-type': 'application/json' } : {}),
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  },
  body: body ? JSON.stringify(body) : null,
  credentials: 'omit',
  cache: 'no-store',
  signal: AbortSignal.timeout(PATIENCE_MS),
});

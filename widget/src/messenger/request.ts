const PATIENCE_MS = 20_000;

/** The server said no, or could not be reached (`status` 0). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

type Refusal = { error?: { code?: string } };

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export type Request = <Answer>(path: string, body?: unknown, token?: string, method?: Method) => Promise<Answer>;

/** Asks the visitor's API. Without cookies, always: a token says who asks. */
export function requester(fetchFrom: typeof fetch): Request {
  return async <Answer>(path: string, body?: unknown, token?: string, method: Method = body ? 'POST' : 'GET') => {
    const response = await fetchFrom(`/api/visitor/${path}`, {
      method,
      headers: {
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: body ? JSON.stringify(body) : null,
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).catch(() => undefined);
    // What is not JSON does not come from the API: a captive portal, a proxy's error page.
    const answer = (await response?.json().catch(() => undefined)) as Refusal | null | undefined;
    const code = answer?.error?.code;
    if (!response || answer === undefined || (!response.ok && !code))
      throw new ApiError(response && response.status >= 500 ? response.status : 0, 'unreachable');
    if (!response.ok) throw new ApiError(response.status, `${code}`);
    return answer as Answer;
  };
}

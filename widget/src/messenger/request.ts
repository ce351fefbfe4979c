import { type Method, requestInit } from './request-init.ts';

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

export type Request = <Answer>(path: string, body?: unknown, token?: string, method?: Method) => Promise<Answer>;

/** Asks the visitor's API. `noteDate`: is told how each of its answers is dated. */
export function requester(fetchFrom: typeof fetch, noteDate: (date: string | null) => void = () => {}): Request {
  return async <Answer>(path: string, body?: unknown, token?: string, method?: Method) => {
    const init = requestInit(body, token, method);
    const response = await fetchFrom(`/api/visitor/${path}`, init).catch(() => undefined);
    // What is not JSON does not come from the API: a captive portal, a proxy's error page.
    const answer = (await response?.json().catch(() => undefined)) as Refusal | null | undefined;
    const code = answer?.error?.code;
    if (!response || answer === undefined || (!response.ok && !code))
      throw new ApiError(response && response.status >= 500 ? response.status : 0, 'unreachable');
    noteDate(response.headers.get('date'));
    if (!response.ok) throw new ApiError(response.status, `${code}`);
    return answer as Answer;
  };
}

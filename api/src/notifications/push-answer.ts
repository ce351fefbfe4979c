/** What became of a push. `gone`: nobody has that subscription any more. `refused`: it would be again. */
export type PushOutcome =
  | { name: 'sent' }
  | { name: 'gone' }
  | { name: 'too_long' }
  | { name: 'later'; retryAfterMs?: number | undefined }
  | { name: 'refused'; status: number };

/** What a push service's answer means (RFC 8030). */
export function readPushAnswer(status: number, retryAfter: string | null, now: Date): PushOutcome {
  if (status >= 200 && status < 300) return { name: 'sent' };
  // 403: it was made for another key than ours. Its browser makes a new one when the inbox is next opened.
  if (status === 403 || status === 404 || status === 410) return { name: 'gone' };
  if (status === 413) return { name: 'too_long' };
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    return { name: 'later', retryAfterMs: readRetryAfter(retryAfter, now) };
  }
  return { name: 'refused', status };
}

/** Seconds, or a date (RFC 9110). */
function readRetryAfter(said: string | null, now: Date): number | undefined {
  if (said === null) return undefined;
  const ms = /^\d{1,9}$/.test(said.trim()) ? Number(said) * 1000 : Date.parse(said) - now.getTime();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

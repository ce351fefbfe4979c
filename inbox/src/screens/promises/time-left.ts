const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long until a moment, or since it, as short as a list needs it: 40m, 3h, 2d. Never less than a minute. */
export function timeLeft(at: string, nowMs: number, language: string): string {
  const leftMs = Math.abs(Date.parse(at) - nowMs);
  if (leftMs < 90 * MINUTE) return amount(Math.max(1, Math.round(leftMs / MINUTE)), 'minute', language);
  if (leftMs < 2 * DAY) return amount(Math.round(leftMs / HOUR), 'hour', language);
  return amount(Math.round(leftMs / DAY), 'day', language);
}

const amount = (count: number, unit: 'minute' | 'hour' | 'day', language: string): string =>
  new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'narrow' }).format(count);

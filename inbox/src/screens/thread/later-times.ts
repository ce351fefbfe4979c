const MORNING_HOUR = 9;

/** An hour from now, on a full five minutes. */
export function inAnHour(now: Date): Date {
  const fiveMinutes = 5 * 60_000;
  return new Date(Math.ceil((now.getTime() + 3_600_000) / fiveMinutes) * fiveMinutes);
}

/** Nine o'clock tomorrow, or on the next Monday, by the clock on the agent's wall, whatever summer time does in between. */
export function nextMorning(now: Date, which: 'tomorrow' | 'monday'): Date {
  const days = which === 'tomorrow' ? 1 : (8 - now.getDay()) % 7 || 7;
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING_HOUR);
}

/** As a field for day and time wants it: `2026-11-23T09:00`, by the clock on the wall. */
export function inputValue(at: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

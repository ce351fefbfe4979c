import { type Meant, PATTERNS } from './word-patterns.ts';

/** The earliest that it is worth a promise: what is said for the next minutes is done before it could be shown. */
const SOONEST_MS = 10 * 60_000;

/**
 * By when somebody says in these words that he will do something: "I'll get back to you tomorrow". By the clock on his
 * own wall. Undefined where he binds himself to nothing, names no time, or asks.
 */
export function findWord(text: string, now: Date): Date | undefined {
  for (const sentence of text.split(/(?<=[.!?。！？؟\n])/u)) {
    if (/[?？؟]\s*$/u.test(sentence)) continue;
    for (const { binds, times } of PATTERNS) {
      if (!binds.test(sentence)) continue;
      const at = timeIn(sentence, times, now);
      if (at && at.getTime() - now.getTime() >= SOONEST_MS) return at;
    }
  }
  return undefined;
}

function timeIn(sentence: string, times: (typeof PATTERNS)[number]['times'], now: Date): Date | undefined {
  for (const [pattern, mean] of times) {
    const found = pattern.exec(sentence);
    const meant = found && mean(found);
    if (meant) return resolve(meant, now);
  }
  return undefined;
}

function resolve(meant: Meant, now: Date): Date {
  if ('minutes' in meant) return new Date(now.getTime() + meant.minutes * 60_000);
  if ('days' in meant) return onDay(now, meant.days, meant.hour);
  const today = now.getDay() || 7;
  // Named by its name it is the next one to come; of next week, the one after this week's Sunday.
  const ahead = meant.isNextWeek ? 7 - today + meant.weekday : (meant.weekday - today + 7) % 7 || 7;
  const isToday = !meant.isNextWeek && meant.weekday === today && onDay(now, 0, meant.hour) > now;
  return onDay(now, isToday ? 0 : ahead, meant.hour);
}

/** Who says today after hours means by the end of the day. */
function onDay(now: Date, days: number, hour: number): Date {
  const at = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
  return at > now ? at : new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 23, 59);
}

import { UpFrame } from '@everthread/shared/protocol/up';
import * as z from 'zod/mini';

/** How a socket has behaved so far. Rides with it, so that hibernation forgives nothing. */
export type Conduct = { windowFrom: number; inWindow: number; malformed: number };

export type Verdict =
  | { name: 'heard'; frame: UpFrame }
  | { name: 'ignored' }
  | { name: 'closed'; code: number; reason: string };

const WINDOW_MS = 10_000;
const FRAMES_A_WINDOW = 30;
const MOST_CHARACTERS = 4_096;
const MOST_MALFORMED = 3;

const KNOWN_TYPES = new Set<string>(UpFrame.def.options.flatMap((option) => option.def.shape.type.def.values));
const AnyFrame = z.object({ type: z.string() });

export const goodConduct = (now: number): Conduct => ({ windowFrom: now, inWindow: 0, malformed: 0 });

/** What to do with something that a client said. Types that only a newer client knows are let pass. */
export function judgeUp(
  before: Conduct,
  said: string | ArrayBuffer,
  now: number,
): { conduct: Conduct; verdict: Verdict } {
  const isSameWindow = now - before.windowFrom < WINDOW_MS;
  const conduct = {
    windowFrom: isSameWindow ? before.windowFrom : now,
    inWindow: isSameWindow ? before.inWindow + 1 : 1,
    malformed: before.malformed,
  };
  const close = (code: number, reason: string) => ({ conduct, verdict: { name: 'closed', code, reason } as const });

  if (conduct.inWindow > FRAMES_A_WINDOW) return close(4429, 'too_many');
  if (typeof said !== 'string') return close(1003, 'text_only');
  if (said.length > MOST_CHARACTERS) return close(1009, 'too_large');

  const json = parseJson(said);
  const frame = UpFrame.safeParse(json);
  if (frame.success) return { conduct, verdict: { name: 'heard', frame: frame.data } };
  const anyFrame = AnyFrame.safeParse(json);
  if (anyFrame.success && !KNOWN_TYPES.has(anyFrame.data.type)) return { conduct, verdict: { name: 'ignored' } };

  conduct.malformed += 1;
  return conduct.malformed < MOST_MALFORMED ? { conduct, verdict: { name: 'ignored' } } : close(4400, 'malformed');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import * as z from 'zod/mini';
import type { WaitEvent } from '../../api/src/promises/estimate-events.ts';

/** One line of a trace. Ids may be numbers; what else stands there does not matter. */
const Line = z.object({
  at: z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text)), { error: 'must be an ISO time' })),
  type: z.enum(['waiting', 'replied', 'left', 'on-shift', 'off-shift']),
  id: z.union([z.string(), z.number()]),
  team: z.nullish(z.union([z.string(), z.number()])),
  kind: z.nullish(z.union([z.string(), z.number()])),
  timeZone: z.nullish(z.string()),
});

/** A line that is not as it should be; its number is in the message. */
export class BadLine extends Error {
  override name = 'BadLine';
}

/** What happened, with its time and id as the trace writes them. */
export type TraceLine = { event: WaitEvent; at: string; id: string | number };

/** The events of a trace, one line at a time, however long it is. */
export async function* readTrace(path: string): AsyncGenerator<TraceLine> {
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (line.trim() !== '') yield readLine(line, number);
  }
}

export function readLine(line: string, number: number): TraceLine {
  const parsed = Line.safeParse(readJson(line, number));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new BadLine(`Line ${number}: ${issue?.path.join('.') || 'the line'}: ${issue?.message}`);
  }
  const { at, type, id, team, kind, timeZone } = parsed.data;
  if (timeZone && !isTimeZone(timeZone)) throw new BadLine(`Line ${number}: timeZone: there is no zone ${timeZone}`);
  const event: WaitEvent = {
    // A time without a zone is UTC, not that of whatever machine this runs on.
    atMs: Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(at) || at.length <= 'YYYY-MM-DD'.length ? at : `${at}Z`),
    type,
    id: String(id),
    ...(team === undefined || team === null ? {} : { team: String(team) }),
    ...(kind === undefined || kind === null ? {} : { kind: String(kind) }),
    ...(timeZone ? { timeZone } : {}),
  };
  return { event, at, id };
}

function readJson(line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new BadLine(`Line ${number}: not JSON`);
  }
}

const zones = new Map<string, boolean>();

function isTimeZone(name: string): boolean {
  const known = zones.get(name) ?? canFormat(name);
  zones.set(name, known);
  return known;
}

function canFormat(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

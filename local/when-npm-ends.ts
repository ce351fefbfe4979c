import { readFileSync } from 'node:fs';

const MOST_LINKS = 4;
const LOOK_EVERY_MS = 500;

/**
 * Calls `end` when the npm that started us is gone, killed perhaps, together with the shell or launcher in between.
 * Does nothing where we were not started by npm, or where the system does not show its processes as files.
 */
export function whenNpmEnds(end: () => void): void {
  if (!process.env.npm_lifecycle_event) return;
  const line = [process.pid];
  while (line.length <= MOST_LINKS && !isNpm(line.at(-1))) line.push(parentOf(line.at(-1)) ?? 0);
  if (!isNpm(line.at(-1))) return;
  const isBroken = () => line.some((pid, index) => index + 1 < line.length && parentOf(pid) !== line[index + 1]);
  setInterval(() => isBroken() && end(), LOOK_EVERY_MS).unref();
}

const isNpm = (pid = 0) => readProcess(pid, 'cmdline').startsWith('npm ');

/** The name stands in brackets and may hold anything; after it come the state and the parent. */
const parentOf = (pid = 0) => Number(/\) \S (\d+)/.exec(readProcess(pid, 'stat'))?.[1]) || undefined;

function readProcess(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

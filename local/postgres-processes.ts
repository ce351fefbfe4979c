import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Postgres and its children, from the file that it keeps and from Linux' list of processes. */
export async function readProcesses(dir: string): Promise<number[]> {
  const [pid] = (await readFile(join(dir, 'data', 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  if (!pid) return [];
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return [pid, ...children.trim().split(/\s+/)].filter(Boolean).map(Number);
}

/** Sends each the signal; who has ended by himself needs none. */
export function signal(processes: readonly number[], name: NodeJS.Signals): void {
  for (const pid of processes) {
    try {
      process.kill(pid, name);
    } catch {
      // Gone already.
    }
  }
}

/** What is dead may stay in the list until somebody asks for its exit code. */
export function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

import { readFileSync } from 'node:fs';
import { neon } from '@neondatabase/serverless';

/**
 * How long the processors have worked for the Worker's sessions of a database on this machine, in milliseconds: what
 * something costs, however many others want the processors at the same time. Nothing where that is not told (Linux does).
 */
export async function processorTime(ownerUrl: string): Promise<(() => number) | undefined> {
  const rows = await neon(ownerUrl).query(`select pid from pg_stat_activity where usename = 'app'`);
  const files = rows.map(({ pid }) => `/proc/${pid}/schedstat`);
  const read = () => files.reduce((sum, file) => sum + Number(readFileSync(file, 'utf8').split(' ')[0]), 0) / 1_000_000;
  try {
    read();
    return read;
  } catch {
    return undefined;
  }
}

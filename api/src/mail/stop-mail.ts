import type { Surroundings } from '../context.ts';
import { readStopLink } from './stop-link.ts';
import { suppress } from './suppressions.ts';

/** Whoever got a mail wants no more of them from that workspace. Safe to repeat. False where the link is none of ours. */
export async function stopMail(surroundings: Surroundings, token: string): Promise<boolean> {
  const stop = readStopLink(surroundings.config, token);
  if (!stop) return false;
  await suppress(surroundings, stop.address, stop.workspaceId, 'unsubscribed');
  return true;
}

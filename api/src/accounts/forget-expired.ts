import { lt } from 'drizzle-orm';
import type { Surroundings } from '../context.ts';
import { runBatch } from '../db/in-workspace.ts';
import { sessions, verifications } from '../db/schema/auth.ts';
import { pendingSignUps } from '../db/schema/pending-sign-ups.ts';

const WEEK_IN_MS = 7 * 24 * 60 * 60 * 1000;

/** Removes what no longer opens anything. A sign-up may still be taken up again for a week, by signing in. */
export async function forgetExpired({ db, now }: Surroundings): Promise<void> {
  const at = now();
  await runBatch(db, [
    db.delete(sessions).where(lt(sessions.expiresAt, at)),
    db.delete(verifications).where(lt(verifications.expiresAt, at)),
    db.delete(pendingSignUps).where(lt(pendingSignUps.expiresAt, new Date(at.getTime() - WEEK_IN_MS))),
  ]);
}

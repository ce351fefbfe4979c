import type { VisitorKey } from '@everthread/shared/models/visitor';
import { newOwnPass } from './own-pass.ts';

const RENEWED_AFTER_MS = 4 * 60_000; // a pass lives for five

/**
 * Keeps a pass in this page's address, as long as it is open: an app that is made of the page begins at that address, and
 * has a storage of its own.
 */
export async function keepHomePass(workspaceId: string, keyOf: () => VisitorKey | undefined): Promise<void> {
  const pass = await newOwnPass(workspaceId, keyOf(), 'home').catch(() => undefined);
  if (pass) history.replaceState(null, '', `#${pass}`);
  setTimeout(() => void keepHomePass(workspaceId, keyOf), RENEWED_AFTER_MS);
}

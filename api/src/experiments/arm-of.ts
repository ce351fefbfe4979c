import { createHash } from 'node:crypto';
import type { Arm } from '@everthread/shared/models/experiment';
import type { ExperimentId, VisitorId, WorkspaceId } from '@everthread/shared/models/ids';

/**
 * By which of its two policies an experiment promises this visitor an answer: the same however often it is asked, and in
 * another experiment independent of it. The first 48 bits of a SHA-256 are as good as evenly spread, so that of many
 * visitors `share` in a hundred get the second.
 */
export function armOf(workspaceId: WorkspaceId, experimentId: ExperimentId, visitorId: VisitorId, share: number): Arm {
  const hash = createHash('sha256').update(`${workspaceId} ${experimentId} ${visitorId}`).digest();
  return hash.readUIntBE(0, 6) / 2 ** 48 < share / 100 ? 'second' : 'first';
}

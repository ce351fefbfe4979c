import type { FlowId, WorkspaceId } from '@everthread/shared/models/ids';
import type { SealedFor } from '../identity/seal.ts';

const BYTES = 32;

/** Where the secret of a flow belongs. */
export const sealedFor = (workspaceId: WorkspaceId, flowId: FlowId): SealedFor => ({
  workspaceId,
  secretId: `flow:${flowId}`,
});

/** A secret as Standard Webhooks writes one. */
export const newFlowSecret = (): string =>
  `whsec_${Buffer.from(crypto.getRandomValues(new Uint8Array(BYTES))).toString('base64')}`;

import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { Context } from '../context.ts';
import { seal } from './seal.ts';
import { vapidKeysFrom } from './vapid-keys.ts';

/** The name under which a workspace's key is sealed. */
export const PUSH_SECRET_ID = 'visitor-push';
const MATERIAL_BYTES = 48;

/** Keys for a workspace, the private one also sealed for it. */
export async function newPushKeys({ config }: Pick<Context, 'config'>, workspaceId: WorkspaceId) {
  const keys = vapidKeysFrom(crypto.getRandomValues(new Uint8Array(MATERIAL_BYTES)));
  return { ...keys, sealedKey: await seal(config, { workspaceId, secretId: PUSH_SECRET_ID }, keys.privateKey) };
}

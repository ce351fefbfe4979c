import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { Config } from '../config.ts';

/** Where an agent's photo is shown from. Its name is that of its bytes, so the address never shows another. */
export const photoUrl = ({ filesUrl }: Config, workspaceId: WorkspaceId, photo: string): string =>
  `${filesUrl}/photos/${workspaceId}/${photo}`;

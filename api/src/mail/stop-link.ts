import { createHmac, timingSafeEqual } from 'node:crypto';
import type { VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import type { Config } from '../config.ts';

/** Who wants no more mail: a visitor of a workspace, at the address at which he got one. */
export type Stop = { workspaceId: WorkspaceId; visitorId: VisitorId; address: string };

/**
 * Where one says that he wants no more mail. It never ends, since an old mail's link has to work as well, says nothing
 * by itself, and is always the same: a mail that is sent again must be the same mail.
 */
export function stopLink(config: Config, stop: Stop): string {
  const said = Buffer.from(JSON.stringify([stop.workspaceId, stop.visitorId, stop.address])).toString('base64url');
  return `${config.publicUrl}/mail/stop/${said}.${macOf(config, said)}`;
}

/** What the end of such a link says, or null where we did not make it. */
export function readStopLink(config: Config, token: string): Stop | null {
  const [said = '', mac = ''] = token.split('.');
  const [given, expected] = [Buffer.from(mac), Buffer.from(macOf(config, said))];
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const [workspaceId, visitorId, address] = JSON.parse(Buffer.from(said, 'base64url').toString()) as [
    WorkspaceId,
    VisitorId,
    string,
  ];
  return { workspaceId, visitorId, address };
}

const macOf = ({ keys }: Config, said: string): string =>
  createHmac('sha256', keys.mailLink).update(`stop\n${said}`).digest('base64url').slice(0, 32);

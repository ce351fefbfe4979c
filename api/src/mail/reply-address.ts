import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ThreadId, VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import type { Config } from '../config.ts';
import { type AgentToken, readAgentToken } from './agent-reply-address.ts';
import { fromBase32, toBase32 } from './base32.ts';

/** Who may answer by mail: this visitor, in this thread, until then. */
export type ReplyRight = { workspaceId: WorkspaceId; threadId: ThreadId; visitorId: VisitorId; until: Date };

/** What an address says. That it is true, `isReplyRight` asks once the thread's visitor is known. */
export type ReplyToken = { threadId: ThreadId; until: Date; mac: string };

const DAY_MS = 24 * 60 * 60 * 1000;
const [ID_LENGTH, DAY_LENGTH, MAC_LENGTH] = [26, 4, 20]; // base32; with a name of 12 and a `+`, 63 of the 64 that are allowed

/**
 * The address to which one answers, `<name>+<token>@<domain>`. Base32, since whoever passes a mail on may write its
 * address in small letters. The token names the thread and carries a MAC over workspace, thread, visitor and end.
 */
export function replyAddress(config: Config, name: string, right: ReplyRight): string | undefined {
  const { replyDomain } = config.mail;
  if (!replyDomain) return undefined;
  const day = Math.ceil(right.until.getTime() / DAY_MS);
  const thread = toBase32(Buffer.from(right.threadId.replaceAll('-', ''), 'hex')).slice(0, ID_LENGTH);
  const ends = toBase32(Buffer.from([day >> 12, day >> 4, (day << 4) & 0xff])).slice(0, DAY_LENGTH);
  return `${name}+${thread}${ends}${macOf(config, right, day)}@${replyDomain}`;
}

/** The name and the token in an address of ours, a visitor's or an agent's: without one it begins a new thread. */
export type OwnAddress = { name: string; token: ReplyToken | null; agentToken: AgentToken | null };

/** What an address of ours says; null where it is none. */
export function readReplyAddress(config: Config, address: string): OwnAddress | null {
  const [, name = '', token = '', domain] =
    /^([a-z0-9]{6,20})(?:\+([^@]*))?@([^@]+)$/.exec(address.toLowerCase()) ?? [];
  if (!name || domain !== config.mail.replyDomain) return null;
  return { name, token: readToken(token), agentToken: readAgentToken(token) };
}

function readToken(token: string): ReplyToken | null {
  if (token.length !== ID_LENGTH + DAY_LENGTH + MAC_LENGTH || /[^a-z2-7]/.test(token)) return null;
  const id = Buffer.from(fromBase32(token.slice(0, ID_LENGTH)))
    .toString('hex')
    .slice(0, 32);
  const [a = 0, b = 0, c = 0] = fromBase32(`${token.slice(ID_LENGTH, ID_LENGTH + DAY_LENGTH)}a`);
  const threadId = id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as ThreadId;
  return { threadId, until: new Date(((a << 12) | (b << 4) | (c >> 4)) * DAY_MS), mac: token.slice(-MAC_LENGTH) };
}

/** Whether we gave this token for that workspace and visitor, and it has not ended. */
export function isReplyRight(
  config: Config,
  token: ReplyToken,
  { workspaceId, visitorId }: Pick<ReplyRight, 'workspaceId' | 'visitorId'>,
  now: Date,
): boolean {
  const { threadId, until } = token;
  const expected = macOf(config, { workspaceId, threadId, visitorId, until }, until.getTime() / DAY_MS);
  return until > now && timingSafeEqual(Buffer.from(expected), Buffer.from(token.mac));
}

function macOf({ keys }: Config, { workspaceId, threadId, visitorId }: ReplyRight, day: number): string {
  const said = [workspaceId, threadId, visitorId, day].join('\n');
  return toBase32(createHmac('sha256', keys.replyAddress).update(said).digest()).slice(0, MAC_LENGTH);
}

import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AgentId, ThreadId, WorkspaceId } from '@everthread/shared/models/ids';
import type { Config } from '../config.ts';
import { fromBase32, numberFromBase32, numberToBase32, toBase32 } from './base32.ts';

/** An agent may answer by mail: as this member, in this thread, on what he was mailed of it, until then. */
export type AgentReplyRight = {
  workspaceId: WorkspaceId;
  agentId: AgentId;
  threadId: ThreadId;
  seenSeq: number; // up to where the mail told
  isNote: boolean; // to his colleagues alone
  until: Date;
};

/** What an address says. That it is true, `isAgentsRight` asks of an agent. */
export type AgentToken = Pick<AgentReplyRight, 'threadId' | 'seenSeq' | 'isNote' | 'until'> & { mac: string };

const DAY_MS = 24 * 60 * 60 * 1000;
// Base32; with a name of 12 and a `+`, all of the 64 that are allowed. By its length it is told from a visitor's.
const [ID_LENGTH, DAY_LENGTH, PLACE_LENGTH, MAC_LENGTH] = [26, 3, 4, 18];
const TOKEN_LENGTH = ID_LENGTH + DAY_LENGTH + PLACE_LENGTH + MAC_LENGTH;
const MOST_BEFORE_AT = 64;

/** The address to which an agent answers; undefined where no mail comes in, or no address could say it. */
export function agentReplyAddress(config: Config, name: string, right: AgentReplyRight): string | undefined {
  const { replyDomain } = config.mail;
  const day = Math.ceil(right.until.getTime() / DAY_MS);
  const [ends, place] = [numberToBase32(day, DAY_LENGTH), numberToBase32(placeOf(right), PLACE_LENGTH)];
  if (!replyDomain || !ends || !place) return undefined;
  const thread = toBase32(Buffer.from(right.threadId.replaceAll('-', ''), 'hex')).slice(0, ID_LENGTH);
  const said = `${name}+${thread}${ends}${place}${macOf(config, right, right, day)}`;
  return said.length <= MOST_BEFORE_AT ? `${said}@${replyDomain}` : undefined;
}

export function readAgentToken(token: string): AgentToken | null {
  if (token.length !== TOKEN_LENGTH || /[^a-z2-7]/.test(token)) return null;
  const id = Buffer.from(fromBase32(token.slice(0, ID_LENGTH)))
    .toString('hex')
    .slice(0, 32);
  const day = numberFromBase32(token.slice(ID_LENGTH, ID_LENGTH + DAY_LENGTH));
  const place = numberFromBase32(token.slice(ID_LENGTH + DAY_LENGTH, -MAC_LENGTH));
  return {
    threadId: id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as ThreadId,
    until: new Date(day * DAY_MS),
    seenSeq: Math.floor(place / 2),
    isNote: place % 2 === 1,
    mac: token.slice(-MAC_LENGTH),
  };
}

/** Whether we gave this token to that agent of that workspace. That it has not ended is another question. */
export function isAgentsRight(
  config: Config,
  token: AgentToken,
  whose: Pick<AgentReplyRight, 'workspaceId' | 'agentId'>,
): boolean {
  const expected = macOf(config, whose, token, token.until.getTime() / DAY_MS);
  return timingSafeEqual(Buffer.from(expected), Buffer.from(token.mac));
}

const placeOf = ({ seenSeq, isNote }: Pick<AgentReplyRight, 'seenSeq' | 'isNote'>): number =>
  2 * seenSeq + Number(isNote);

function macOf(
  { keys }: Config,
  { workspaceId, agentId }: Pick<AgentReplyRight, 'workspaceId' | 'agentId'>,
  right: Pick<AgentReplyRight, 'threadId' | 'seenSeq' | 'isNote'>,
  day: number,
): string {
  const said = ['agent', workspaceId, agentId, right.threadId, placeOf(right), day].join('\n');
  return toBase32(createHmac('sha256', keys.replyAddress).update(said).digest()).slice(0, MAC_LENGTH);
}

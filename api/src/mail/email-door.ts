import type { Env } from '../env.ts';
import { AppError } from '../errors.ts';
import { surroundingsOf } from '../http/surroundings.ts';
import { drainOutbox } from '../outbox/drain-outbox.ts';
import { parseMail } from './parse-mail.ts';
import { readAtMost } from './read-at-most.ts';
import { receiveMail } from './receive-mail.ts';

/**
 * A mail that Cloudflare has taken in for us. What cannot be stored now is thrown back, and its sender's server tries again;
 * what is too large is refused, which his server tells him.
 */
export async function takeEmail(message: ForwardableEmailMessage, env: Env, ctx: ExecutionContext): Promise<void> {
  const surroundings = surroundingsOf(env);
  const raw = await readAtMost(message.raw);
  if (!raw) return message.setReject('This mail is larger than 20 MB. Please send it without its files');
  const mail = await parseMail(raw, { from: message.from, to: [message.to] });
  try {
    const receipt = await receiveMail(surroundings, env.FILES, mail, 'mx.cloudflare.net');
    if (receipt.name === 'stored') ctx.waitUntil(drainOutbox(surroundings, env, receipt.workspaceId));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'too_many') throw error;
    message.setReject('Too many mails came from there lately');
  }
}

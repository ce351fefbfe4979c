import { Resend } from 'resend';
import type { Config } from '../config.ts';
import { type MailText, renderMail } from './mail-text.ts';

// Together well under the 30 s that a Worker has after its response.
const TIMEOUT_MS = 7_000;
const PAUSES_MS = [500, 2_000];

/** The provider refused or could not be reached. Says which way, and nothing about whom or what. */
export class MailError extends Error {
  override name = 'MailError';
  readonly code: string;
  readonly isPassing: boolean; // another try may go through

  constructor(status: number | null | undefined) {
    const code = `${status ?? 'no answer'}`;
    super(`The mail was not accepted: ${code}`);
    this.code = code;
    this.isPassing = isPassing(status);
  }
}

/** All that is sent of a mail. */
export type Outgoing = {
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  replyTo?: string;
  headers: Record<string, string>;
};

/** Sends one mail of our own words, with a few tries under one idempotency key, so that it arrives once. Throws `MailError`. */
export async function sendMail({ mail }: Config, to: string, text: MailText, idempotencyKey: string): Promise<void> {
  // Tells out-of-office robots not to answer.
  const headers = { 'Auto-Submitted': 'auto-generated' };
  await deliver({ mail }, { from: mail.from, to, ...renderMail(text), headers }, idempotencyKey);
}

/**
 * Hands a mail to the provider, with a few tries. Under one key it goes once, also where an answer was lost. Throws
 * `MailError`.
 */
export async function deliver(
  { mail }: Pick<Config, 'mail'>,
  outgoing: Outgoing,
  idempotencyKey: string,
  pausesMs: readonly number[] = PAUSES_MS,
  limit?: AbortSignal,
): Promise<void> {
  const resend = new Resend(mail.apiKey, mail.baseUrl ? { baseUrl: mail.baseUrl } : {});
  for (let attempt = 0; ; attempt++) {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const signal = limit ? AbortSignal.any([timeout, limit]) : timeout;
    const { error } = await resend.emails.send(outgoing, { idempotencyKey, signal });
    // The key went with other words, which a message that was edited since no longer has: they are on their way.
    if (!error || error.name === 'invalid_idempotent_request') return;
    const pause = pausesMs[attempt];
    if (pause === undefined || !isPassing(error.statusCode)) throw new MailError(error.statusCode);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

const isPassing = (status: number | null | undefined) =>
  status == null || status === 409 || status === 429 || status >= 500;

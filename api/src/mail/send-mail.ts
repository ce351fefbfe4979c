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

  constructor(code: string) {
    super(`The mail was not accepted: ${code}`);
    this.code = code;
  }
}

/** Sends one mail, with a few tries under one idempotency key, so that it arrives once. Throws `MailError`. */
export async function sendMail({ mail }: Config, to: string, text: MailText, idempotencyKey: string): Promise<void> {
  const resend = new Resend(mail.apiKey, mail.baseUrl ? { baseUrl: mail.baseUrl } : {});
  // Tells out-of-office robots not to answer.
  const headers = { 'Auto-Submitted': 'auto-generated' };
  for (let attempt = 0; ; attempt++) {
    const { error } = await resend.emails.send(
      { from: mail.from, to, ...renderMail(text), headers },
      { idempotencyKey, signal: AbortSignal.timeout(TIMEOUT_MS) },
    );
    if (!error) return;
    const pause = PAUSES_MS[attempt];
    if (pause === undefined || !isPassing(error.statusCode)) throw new MailError(`${error.statusCode ?? 'no answer'}`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

const isPassing = (status: number | null | undefined) => status == null || status === 429 || status >= 500;

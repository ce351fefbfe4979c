import type { ApiEnv } from '../http/api-env.ts';
import { describeError, log } from '../log.ts';
import type { MailText } from './mail-text.ts';
import { deliver, type Outgoing, sendMail } from './send-mail.ts';

type Answering = {
  var: Pick<ApiEnv['Variables'], 'surroundings' | 'requestId'>;
  executionCtx: { waitUntil(work: Promise<unknown>): void };
};

/**
 * Sends the mail once the answer is on its way, so that neither its shape nor its time tells whether there was one. A
 * mail that fails is logged without its reader; he can ask again.
 */
export function mailAfterResponse(c: Answering, to: string, text: MailText): void {
  const { config, newId } = c.var.surroundings;
  afterResponse(c, text.subject, sendMail(config, to, text, newId()));
}

/** The same of a mail that is ready as it is. Its subject is somebody's words, and stays out of the log. */
export function deliverAfterResponse(c: Answering, outgoing: Outgoing): void {
  const { config, newId } = c.var.surroundings;
  afterResponse(c, undefined, deliver(config, outgoing, newId()));
}

function afterResponse(c: Answering, subject: string | undefined, sending: Promise<void>): void {
  const told = sending.catch((error: unknown) =>
    log('mail.failed', { ...(subject && { subject }), requestId: c.var.requestId, ...describeError(error) }),
  );
  c.executionCtx.waitUntil(told);
}

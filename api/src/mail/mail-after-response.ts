import type { ApiEnv } from '../http/api-env.ts';
import { describeError, log } from '../log.ts';
import type { MailText } from './mail-text.ts';
import { sendMail } from './send-mail.ts';

type Answering = {
  req: { path: string };
  var: Pick<ApiEnv['Variables'], 'surroundings' | 'requestId'>;
  executionCtx: { waitUntil(work: Promise<unknown>): void };
};

/**
 * Sends the mail once the answer is on its way, so that neither its shape nor its time tells whether there was one. A
 * mail that fails is logged without its reader and its words, for a subject may be a code; he can ask again.
 */
export function mailAfterResponse(c: Answering, to: string, text: MailText): void {
  const { config, newId } = c.var.surroundings;
  const sending = sendMail(config, to, text, newId()).catch((error: unknown) =>
    log('mail.failed', { path: c.req.path, requestId: c.var.requestId, ...describeError(error) }),
  );
  c.executionCtx.waitUntil(sending);
}

import type { Context as HonoContext } from 'hono';
import type { ApiEnv } from '../http/api-env.ts';
import { describeError, log } from '../log.ts';
import type { MailText } from './mail-text.ts';
import { sendMail } from './send-mail.ts';

/**
 * Sends the mail once the answer is on its way, so that neither its shape nor its time tells whether there was one. A
 * mail that fails is logged without its reader; he can ask again.
 */
export function mailAfterResponse(c: HonoContext<ApiEnv>, to: string, text: MailText): void {
  const { config, newId } = c.var.surroundings;
  const sending = sendMail(config, to, text, newId()).catch((error: unknown) =>
    log('mail.failed', { subject: text.subject, requestId: c.var.requestId, ...describeError(error) }),
  );
  c.executionCtx.waitUntil(sending);
}

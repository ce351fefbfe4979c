import { Resend } from 'resend';
import { Webhook } from 'standardwebhooks';
import * as z from 'zod/mini';
import type { Surroundings } from '../context.ts';
import { AppError } from '../errors.ts';
import { parseMail } from './parse-mail.ts';
import { partOfMail } from './part-of-mail.ts';
import { readAtMost } from './read-at-most.ts';
import { type Receipt, receiveMail } from './receive-mail.ts';
import { suppress } from './suppressions.ts';

const TIMEOUT_MS = 15_000;

/** What of the provider's news concerns us. Others are answered with thanks. */
export const HookEvent = z.object({
  type: z.string(),
  data: z.object({
    email_id: z.optional(z.string().check(z.regex(/^[\w-]{1,64}$/))),
    to: z.optional(z.array(z.string().check(z.maxLength(320))).check(z.maxLength(100))),
    bounce: z.optional(z.object({ type: z.string() })),
  }),
});
export type HookEvent = z.infer<typeof HookEvent>;

/**
 * What the provider tells us, proven by its signature over these very bytes within five minutes: a mail has come, one of
 * ours bounced, somebody complained. Whatever it is, being told twice does it once. Throws `not_found` where no webhook
 * is set up, `signed_out` where it was not the provider.
 */
export async function takeHook(
  surroundings: Surroundings,
  files: R2Bucket,
  body: string,
  headers: Headers,
): Promise<Receipt | null> {
  const { type, data } = readHook(surroundings, body, headers);
  if (type === 'email.received' && data.email_id) return receiveFrom(surroundings, files, data.email_id);
  const hasBounced = type === 'email.bounced' && data.bounce?.type !== 'Transient';
  if (hasBounced || type === 'email.suppressed' || type === 'email.complained') {
    const reason = type === 'email.complained' ? 'complained' : 'bounced';
    for (const address of data.to ?? []) await suppress(surroundings, address, 'everybody', reason);
  }
  return null;
}

function readHook({ config }: Surroundings, body: string, headers: Headers): HookEvent {
  const { webhookSecret } = config.mail;
  if (!webhookSecret) throw new AppError('not_found', 'No webhook is set up here');
  const said = (name: string) => headers.get(`svix-${name}`) ?? headers.get(`webhook-${name}`) ?? '';
  try {
    const names = ['id', 'timestamp', 'signature'];
    new Webhook(webhookSecret).verify(body, Object.fromEntries(names.map((name) => [`webhook-${name}`, said(name)])));
  } catch {
    throw new AppError('signed_out', 'This was not signed with the secret of the webhook');
  }
  const read = z.safeParse(HookEvent, JSON.parse(body));
  if (!read.success) throw new AppError('invalid', 'This is no event of a mail');
  return read.data;
}

/** The event names the mail; the mail itself, as it came, is fetched from the provider. */
async function receiveFrom(surroundings: Surroundings, files: R2Bucket, id: string): Promise<Receipt> {
  const { apiKey, baseUrl } = surroundings.config.mail;
  const resend = new Resend(apiKey, baseUrl ? { baseUrl } : {});
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const { data, error } = await resend.emails.receiving.get(id, {}, { signal });
  const address = data?.raw?.download_url;
  if (error || !address) throw new AppError('unavailable', 'The mail cannot be fetched yet', { retryAfter: 60 });
  const { protocol, origin } = new URL(address);
  if (protocol !== 'https:' && origin !== (baseUrl && new URL(baseUrl).origin)) {
    throw new AppError('unavailable', 'The mail cannot be fetched from there');
  }
  const answer = await fetch(address, { signal });
  if (!answer.ok || !answer.body)
    throw new AppError('unavailable', 'The mail cannot be fetched yet', { retryAfter: 60 });
  const raw = await readAtMost(answer.body);
  const to = [...(data.received_for ?? []), ...data.to];
  const mail = raw ? await parseMail(raw, { from: null, to }) : await partOfMail(data, to);
  return receiveMail(surroundings, files, mail, 'amazonses.com');
}

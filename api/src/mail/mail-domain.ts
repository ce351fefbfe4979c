import type { DnsRecord, MailDomainStatus, MailSettings, NewMailDomain } from '@everthread/shared/models/mail';
import { eq, sql } from 'drizzle-orm';
import { Resend } from 'resend';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { workspaceMail } from '../db/schema/mail.ts';
import { AppError } from '../errors.ts';
import { countTry } from '../throttles/throttle.ts';
import { domainOf } from './header-text.ts';

type Ctx = Context<AgentActor>;
type Row = typeof workspaceMail.$inferSelect;
type Found = Pick<Row, 'providerId' | 'status' | 'records'>;

const TIMEOUT_MS = 10_000;
const byWorkspace = { of: 'mail domains of a workspace', max: 20, minutes: 60 };

/** How the workspace takes mail in, and from where it sends. */
export async function getMailSettings(ctx: Ctx): Promise<MailSettings> {
  return toSettings(ctx, await ownRow(atLeast('viewer', ctx)));
}

/**
 * Registers a domain with the provider, who says which DNS records vouch for it; a domain that is there already, be it
 * another workspace's or the operator's own, is refused. Mails come from it once it is verified. For owners and admins.
 */
export async function addMailDomain(ctx: Ctx, { sender }: NewMailDomain): Promise<MailSettings> {
  const row = await ownRow(atLeast('admin', ctx));
  if (row.domain) throw new AppError('conflict', 'There is a domain already. Remove it first');
  await countTry(ctx, { narrow: [{ rule: byWorkspace, subject: ctx.actor.workspaceId }], wide: [] });
  const domain = domainOf(sender);
  const { data, error } = await provider(ctx).domains.create({ name: domain }, withinTime());
  if (!data) throw refusal(error, 'This domain cannot be added here: it is in use already, or is none');
  return keep(ctx, { domain, sender: sender.slice(0, sender.lastIndexOf('@')), ...toFound(data) }, 'mail.domain_added');
}

/** Looks whether the records are there by now. Safe to repeat. For owners and admins. */
export async function checkMailDomain(ctx: Ctx): Promise<MailSettings> {
  const { providerId, domain, sender } = await ownRow(atLeast('admin', ctx));
  if (!providerId) throw new AppError('not_found', 'There is no domain');
  await countTry(ctx, { narrow: [{ rule: byWorkspace, subject: ctx.actor.workspaceId }], wide: [] });
  const { domains } = provider(ctx);
  await domains.verify(providerId, withinTime());
  const { data, error } = await domains.get(providerId, withinTime());
  if (!data) throw refusal(error, 'The provider does not know this domain any more. Remove it, and add it again');
  return keep(ctx, { domain, sender, ...toFound(data) });
}

/** From now on mails come from the shared sender again. Safe to repeat. For owners and admins. */
export async function removeMailDomain(ctx: Ctx): Promise<MailSettings> {
  const row = await ownRow(atLeast('admin', ctx));
  if (!row.providerId) return toSettings(ctx, row);
  const { error } = await provider(ctx).domains.remove(row.providerId, withinTime());
  if (error && error.name !== 'not_found') throw refusal(error, 'The provider keeps this domain');
  const none = { domain: null, sender: null, providerId: null, status: null, records: [] };
  return keep(ctx, none, 'mail.domain_removed', row.domain);
}

const provider = ({ config: { mail } }: Ctx) => new Resend(mail.apiKey, mail.baseUrl ? { baseUrl: mail.baseUrl } : {});
const withinTime = () => ({ signal: AbortSignal.timeout(TIMEOUT_MS) });

/** Some trouble passes; whatever else the provider says is not for the eyes of who asked. */
const refusal = (error: { statusCode: number | null } | null, message: string) =>
  error?.statusCode && error.statusCode < 500 && error.statusCode !== 429
    ? new AppError('conflict', message)
    : new AppError('unavailable', 'Please try again in a moment', { retryAfter: 10 });

type Told = { id: string; status: string; records: readonly object[] };

function toFound({ id, status, records }: Told): Found {
  return {
    providerId: id,
    status: status === 'verified' ? 'verified' : /failed/.test(status) ? 'failed' : 'pending',
    records: records.flatMap((each) => toRecord(each as ToldRecord)),
  };
}

type ToldRecord = { record: string; type: string; name: string; value: string; status: string; priority?: number };

function toRecord({ record, type, name, value, status, priority }: ToldRecord): DnsRecord[] {
  if (record !== 'SPF' && record !== 'DKIM') return [];
  return [{ purpose: record, type, name, value, isFound: status === 'verified', ...(priority && { priority }) }];
}

async function ownRow(ctx: Ctx): Promise<Row> {
  const [[row]] = await inWorkspace(ctx, [ctx.db.select().from(workspaceMail).where(own(ctx))]);
  if (!row) throw new AppError('not_found', 'No such workspace');
  return row;
}

const own = ({ actor }: Ctx) => eq(workspaceMail.workspaceId, actor.workspaceId);

async function keep(
  ctx: Ctx,
  values: Pick<Row, 'domain' | 'sender'> & Found,
  what?: 'mail.domain_added' | 'mail.domain_removed',
  subject = values.domain,
): Promise<MailSettings> {
  const [[row]] = await inWorkspace(atLeast('admin', ctx), [
    ctx.db
      .update(workspaceMail)
      .set({ ...values, checkedAt: ctx.now() })
      .where(own(ctx))
      .returning(),
    ...(what ? [ctx.db.execute(recordAudit(ctx, what, { subject }, sql`${workspaceMail} where ${own(ctx)}`))] : []),
  ]);
  if (!row) throw new AppError('not_found', 'No such workspace');
  return toSettings(ctx, row);
}

function toSettings({ config, now }: Ctx, row: Row): MailSettings {
  const { name, domain, sender, status, records, checkedAt } = row;
  return {
    address: config.mail.replyDomain ? `${name}@${config.mail.replyDomain}` : null,
    domain: domain && {
      sender: `${sender}@${domain}`,
      status: status as MailDomainStatus,
      records: [...records],
      checkedAt: (checkedAt ?? now()).toISOString(),
    },
  } as MailSettings;
}

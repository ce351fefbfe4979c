import { eq } from 'drizzle-orm';
import type { Context, SystemActor } from '../src/context.ts';
import { inWorkspace } from '../src/db/in-workspace.ts';
import { receivedMails, workspaceMail } from '../src/db/schema/mail.ts';
import { domainOf } from '../src/mail/header-text.ts';
import { parseMail } from '../src/mail/parse-mail.ts';
import { receiveMail } from '../src/mail/receive-mail.ts';

export type Written = {
  from: string;
  to: string;
  subject?: string;
  text?: string;
  html?: string;
  messageId?: string | null;
  dmarc?: 'pass' | 'fail' | 'none' | null; // null: nobody has looked
  headers?: Readonly<Record<string, string>>;
};

/** A mail as a server hands it over. */
export function rawMail(mail: Written): string {
  const { from, to, subject = 'Tea', text = 'Where is my tea?', html, messageId, dmarc = 'pass', headers = {} } = mail;
  const domain = domainOf(/<(.+)>/.exec(from)?.[1] ?? from);
  const said =
    dmarc &&
    `Authentication-Results: amazonses.com; spf=pass; dkim=pass header.i=@${domain}; dmarc=${dmarc} header.from=${domain};`;
  const id = messageId === null ? undefined : `Message-ID: ${messageId ?? `<${crypto.randomUUID()}@${domain}>`}`;
  return [
    said,
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    'Date: Sun, 22 Nov 2026 10:00:00 +0000',
    id,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    'MIME-Version: 1.0',
    ...(html === undefined
      ? ['Content-Type: text/plain; charset=utf-8', '', text]
      : [
          'Content-Type: multipart/alternative; boundary=b1',
          '',
          ...(mail.text === undefined ? [] : ['--b1', 'Content-Type: text/plain; charset=utf-8', '', text]),
          '--b1',
          'Content-Type: text/html; charset=utf-8',
          '',
          html,
          '--b1--',
        ]),
    '',
  ]
    .filter((line) => typeof line === 'string')
    .join('\r\n');
}

const noFiles = {} as R2Bucket;

/** Hands a mail over as the provider does. */
export async function deliverMail(surroundings: Context<SystemActor>, mail: Written) {
  const read = await parseMail(new TextEncoder().encode(rawMail(mail)), { from: null, to: [mail.to] });
  return receiveMail(surroundings, noFiles, read, 'amazonses.com');
}

/** The name that mail to a workspace has before its `@`. */
export async function mailNameOf(ctx: Context<SystemActor>): Promise<string> {
  const { workspaceId } = ctx.actor;
  const [[row]] = await inWorkspace(ctx, [
    ctx.db.select({ name: workspaceMail.name }).from(workspaceMail).where(eq(workspaceMail.workspaceId, workspaceId)),
  ]);
  if (!row) throw new Error('A workspace has a name for mail');
  return row.name;
}

/** What is kept of the mails that came, beside their words. */
export async function keptMails(ctx: Context<SystemActor>) {
  const { workspaceId } = ctx.actor;
  const [rows] = await inWorkspace(ctx, [
    ctx.db.select().from(receivedMails).where(eq(receivedMails.workspaceId, workspaceId)),
  ]);
  return rows;
}

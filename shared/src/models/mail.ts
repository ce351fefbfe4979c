import * as z from 'zod/mini';
import { atMost } from './text.ts';

/** Where a mail may go: one address, in plain ASCII but for an international domain or name, and nothing beside it. */
export const MailAddress = z.string().check(
  z.trim(),
  atMost(254),
  z.regex(/^[^\s@<>,;:"()[\]\\\p{C}]{1,64}@[^\s@<>,;:"()[\]\\\p{C}]+\.[^\s@<>,;:"()[\]\\\p{C}]{2,}$/u, {
    error: 'must be one mail address, such as ada@example.com',
  }),
);
export type MailAddress = z.infer<typeof MailAddress>;

export const MailDomainStatus = z.enum(['pending', 'verified', 'failed']);
export type MailDomainStatus = z.infer<typeof MailDomainStatus>;

/** What a workspace has to put into its domain's DNS. */
export const DnsRecord = z.object({
  purpose: z.enum(['SPF', 'DKIM']),
  type: z.string(),
  name: z.string(),
  value: z.string(),
  priority: z.optional(z.int()),
  isFound: z.boolean(),
});
export type DnsRecord = z.infer<typeof DnsRecord>;

/** Where a visitor wants to be told by mail, and whether its mailbox has shown that it is his. */
export const OwnMail = z.object({ address: z.string(), isProven: z.boolean() });
export type OwnMail = z.infer<typeof OwnMail>;

export const NewMailAddress = z.strictObject({ address: MailAddress });
export type NewMailAddress = z.infer<typeof NewMailAddress>;

export const MAIL_CODE_TRIES = 5;
export const MAIL_CODE_MINUTES = 10;

/** Where the digits begin that are not written as 0 to 9: Arabic, Persian, Devanagari, Bengali, Thai, full-width. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10];

const asDigit = (letter: string): string => {
  const point = letter.codePointAt(0) ?? 0;
  const zero = ZEROS.find((each) => point >= each && point < each + 10);
  return zero === undefined ? letter : String(point - zero);
};

/** The six digits that were mailed. Spaces between them are of no matter, nor what a mail puts around them unseen. */
export const MailCode = z.strictObject({
  code: z.string().check(
    z.maxLength(20),
    z.overwrite((text) => text.replace(/[\s\p{Cf}\p{Pd}]/gu, '').replace(/\p{Nd}/gu, asDigit)),
    z.regex(/^\d{6}$/, { error: 'must be the six digits of the mail' }),
  ),
});
export type MailCode = z.infer<typeof MailCode>;

/** A mail as it came, for the team. */
export const ReceivedMail = z.object({
  fromAddress: z.string(),
  fromName: z.nullable(z.string()),
  subject: z.string(),
  isProven: z.boolean(), // it is from the mailbox that it says, and that one was the visitor's
  text: z.string(), // all of it, what it quotes and how it is signed included
  hasLook: z.boolean(), // HTML as well, at `…/mail/look`
  receivedAt: z.iso.datetime(),
});
export type ReceivedMail = z.infer<typeof ReceivedMail>;

/** How a workspace takes mail in, and from where it sends. */
export const MailSettings = z.object({
  address: z.nullable(z.string()), // that leads to it, where mail can come in
  domain: z.nullable(
    z.object({
      sender: z.string(),
      status: MailDomainStatus,
      records: z.array(DnsRecord),
      checkedAt: z.iso.datetime(),
    }),
  ),
});
export type MailSettings = z.infer<typeof MailSettings>;

/** An address of the domain from which the workspace's mails are to come. */
export const NewMailDomain = z.strictObject({ sender: MailAddress });
export type NewMailDomain = z.infer<typeof NewMailDomain>;

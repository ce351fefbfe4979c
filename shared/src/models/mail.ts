import * as z from 'zod/mini';

/** Where a mail may go: one address, in plain ASCII but for an international domain or name, and nothing beside it. */
export const MailAddress = z.string().check(
  z.trim(),
  z.maxLength(254),
  z.regex(/^[^\s@<>,;:"()[\]\\\p{C}]{1,64}@[^\s@<>,;:"()[\]\\\p{C}]+\.[^\s@<>,;:"()[\]\\\p{C}]{2,}$/u, {
    error: 'must be one mail address, such as ada@example.com',
  }),
);
export type MailAddress = z.infer<typeof MailAddress>;

export const MailDomainStatus = z.enum(['pending', 'verified', 'failed']);
export type MailDomainStatus = z.infer<typeof MailDomainStatus>;

/** What a workspace has to put into its domain's DNS. */
export const DnsRecord = z.object({
  purpose: z.enum(['SPF', 'DKIM', 'DMARC']),
  type: z.string(),
  name: z.string(),
  value: z.string(),
  priority: z.optional(z.int()),
  isFound: z.boolean(),
});
export type DnsRecord = z.infer<typeof DnsRecord>;

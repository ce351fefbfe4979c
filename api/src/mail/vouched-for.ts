import { domainOf } from './header-text.ts';
import type { MailHeader, ReceivedMail } from './received-mail.ts';

/** Which server took the mail in for us: its word counts, and nobody else's. */
export type Gateway = 'mx.cloudflare.net' | 'amazonses.com';

/**
 * Whether the domain of `From` vouches for the mail: an aligned DMARC pass, by the word of the server that took it in
 * for us. That one puts its word on top; a sender can write such a line too, but only below it.
 */
export function isVouchedFor({ headers, from }: Pick<ReceivedMail, 'headers' | 'from'>, gateway: Gateway): boolean {
  if (!from || headers.filter(({ name }) => name === 'from').length !== 1) return false;
  const word = headers.find(({ name }) => name === 'authentication-results');
  const [server, ...results] = withoutComments(word?.value ?? '')
    .split(';')
    .map((part) => part.trim());
  if (server?.split(/\s/)[0]?.toLowerCase() !== gateway) return false;
  const dmarc = results.filter((result) => /^dmarc\s*=/i.test(result));
  const [only] = dmarc;
  if (dmarc.length !== 1 || !only || !/^dmarc\s*=\s*pass(\s|$)/i.test(only)) return false;
  const domain = /\sheader\.from\s*=\s*"?([^\s";]+)/i.exec(only)?.[1];
  return domain?.toLowerCase() === domainOf(from.address);
}

/**
 * RFC 8601 lets comments stand anywhere, in which anything may stand. What a sender named himself (his address before the
 * `@`, a key of his domain) is repeated beside them: with quotes and brackets of its own it could pass for a result, or
 * hide one. Nothing is read where it has any, but for quotes around a plain word.
 */
function withoutComments(text: string): string {
  const plain = text.replace(/="([\w.+/=@:-]+)"/g, '=$1');
  if (/["\\]|[^\s;()]\(|\)[^\s;()]/.test(plain)) return '';
  let depth = 0;
  let kept = '';
  for (const character of plain) {
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (depth === 0) kept += character;
    if (depth < 0) return '';
  }
  return depth === 0 ? kept : '';
}

export const headerOf = (headers: readonly MailHeader[], name: string): string =>
  headers.find((header) => header.name === name)?.value.trim() ?? '';

import type { Config } from '../config.ts';
import { cameByList, isMailing } from './by-list.ts';
import { addressOf, domainOf } from './header-text.ts';
import type { ReceivedMail } from './received-mail.ts';
import { headerOf } from './vouched-for.ts';

const ROBOT = /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|donotreply|bounces?|notifications?)([+-].*)?@/i;

/**
 * Why nobody needs to read this: a program has written it. Such a mail is never answered and begins nothing, since what
 * answers mails of programs is how two of them talk for ever. Null for what a person wrote, also by way of a list.
 */
export function whyAutomatic(mail: ReceivedMail, { mail: own }: Pick<Config, 'mail'>): string | null {
  const { headers, from, returnPath } = mail;
  const says = (name: string) => headerOf(headers, name).toLowerCase();
  if (!from) return 'no_sender';
  if (says('x-everthread-loop') !== '') return 'own_mail';
  if (domainOf(from.address) === own.replyDomain || from.address === addressOf(own.from).toLowerCase())
    return 'own_address';
  if (returnPath === '' || says('return-path') === '<>') return 'no_return_path';
  if (says('auto-submitted') !== '' && !/^no\b/.test(says('auto-submitted'))) return 'auto_submitted';
  if (/^(bulk|junk|auto_reply)\b/.test(says('precedence'))) return 'precedence';
  if (['x-autoreply', 'x-autorespond', 'x-auto-reply'].some((name) => says(name) !== '')) return 'auto_reply';
  if (isMailing(headers) && !cameByList(headers)) return 'mailing';
  if (/^multipart\/report\b/.test(says('content-type'))) return 'report';
  return ROBOT.test(from.address) ? 'robot' : null;
}

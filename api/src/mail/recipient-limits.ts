import type { Count, Rule } from '../throttles/throttle.ts';

// What goes to one mailbox within a day, from all workspaces together. Nobody has shown yet that he wants any at an
// address that is only claimed; where its owner has, each mail is still an answer that a person or the bot gave.
const unproven: Rule = { of: 'mail to a claimed address', max: 3, minutes: 24 * 60 };
const proven: Rule = { of: 'mail to a proven address', max: 30, minutes: 24 * 60 };
// Anybody who knows an address may ask for the way back: what comes of that takes nothing from what answers its owner.
const recovery: Rule = { of: 'recovery to an address', max: 3, minutes: 24 * 60 };
// Only his own mails, for which his domain vouches, and once a day what somebody else may have written, bring any.
const returned: Rule = { of: 'mail back to an agent', max: 100, minutes: 24 * 60 };

/** Against what a mail to this address counts. */
export const recipientLimit = (address: string, isProven: boolean): Count => ({
  rule: isProven ? proven : unproven,
  subject: mailboxOf(address),
});

/** Against what a mail that leads back to a conversation counts. */
export const recoveryLimit = (address: string): Count => ({ rule: recovery, subject: mailboxOf(address) });

/** Against what counts that gives an agent his words back. */
export const returnLimit = (address: string): Count => ({ rule: returned, subject: mailboxOf(address) });

/** `a+b@c` and `A@c` are the mailbox `a@c`. */
export function mailboxOf(address: string): string {
  const [local = '', domain = ''] = address.toLowerCase().split('@');
  return `${local.split('+')[0]}@${domain}`;
}

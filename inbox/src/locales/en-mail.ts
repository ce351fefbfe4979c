import { useLocale } from '../locale.ts';

/** What is said of mail: beside a message that came by it, and in the settings. */
export const enMail = {
  mark: {
    byMail: 'By mail',
    show: 'Show the original',
    hide: 'Hide the original',
    failed: 'The original could not be loaded',
    from: 'From',
    subject: 'Subject',
    noSubject: 'None',
    proven: 'Proven: the mail is from this mailbox',
    unproven: 'Not proven: anybody may have written this address',
    look: 'The mail as it looks',
  },
  section: 'Mail',
  lead: 'Visitors who have left are told of answers by mail, and answer by it. Whoever writes to your address begins a thread.',
  address: {
    title: 'Your address here',
    hint: 'Mail to it begins a thread. Forward your support address to it, or give it out as it is.',
    none: 'No mail can come in: this Everthread has no domain for it.',
    copy: 'Copy',
  },
  domain: {
    title: 'Your own domain',
    hint: 'Mails to visitors come from an address of yours once its domain vouches for them. Until then they come from the shared one.',
    sender: 'Address that mails come from, such as support@shop.example',
    add: 'Add the domain',
    remove: 'Remove the domain',
    check: 'Check again',
    verified: (from: string) => `Mails come from ${from}.`,
    pending: (from: string) =>
      `Mails come from ${from} once these records are found. Put them into the DNS of your domain.`,
    failed: 'These records were not found in time. Put them into the DNS of your domain, and check again.',
    type: 'Type',
    name: 'Name',
    value: 'Value',
    copyName: 'Copy the name',
    copyValue: 'Copy the value',
    found: 'Found',
    missing: 'Not found yet',
  },
  failed: 'The settings of mail could not be loaded.',
};
export type MailWords = typeof enMail;

export const useMailWords = (): MailWords => {
  useLocale();
  return enMail;
};

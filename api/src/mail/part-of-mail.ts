import { textOfHtml } from './mail-html.ts';
import { clean, MOST_TEXT, oneLine, senderOf } from './parse-mail.ts';
import type { ReceivedMail } from './received-mail.ts';

/** What the provider says of a mail beside the mail itself. */
export type Described = {
  from: string;
  subject: string;
  message_id: string;
  text: string | null;
  html: string | null;
  headers: Readonly<Record<string, string>> | null;
};

/** A mail that is too large to be taken in, as far as the provider has read it: its words, and nothing that proves it. */
export async function partOfMail(described: Described, recipients: readonly string[]): Promise<ReceivedMail> {
  const { from, subject, message_id: messageId, text, html } = described;
  const read = Object.entries(described.headers ?? {}).map(([name, value]) => ({ name: name.toLowerCase(), value }));
  const headers = [
    { name: 'from', value: from },
    ...read.filter(({ name }) => name !== 'from' && name !== 'authentication-results'),
  ];
  return {
    recipients: recipients.map((address) => address.toLowerCase()),
    returnPath: null,
    from: senderOf(headers),
    subject: oneLine(subject),
    messageId: messageId.slice(0, 998),
    headers,
    text: clean(text?.slice(0, MOST_TEXT) || (html ? await textOfHtml(html) : '')),
    html: html?.slice(0, 5 * MOST_TEXT) ?? null,
    files: [],
    isPart: true,
  };
}

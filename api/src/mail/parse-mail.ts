import { type Address, addressParser, decodeWords } from 'postal-mime';
import { cameByList } from './by-list.ts';
import { textOfHtml } from './mail-html.ts';
import { readMime } from './read-mime.ts';
import type { ReceivedFilePart, ReceivedMail } from './received-mail.ts';
import { headerOf } from './vouched-for.ts';

export const LARGEST_MAIL_BYTES = 20 * 1024 * 1024;
export const MOST_TEXT = 200_000;

/** What is known of a mail beside what it says: between whom the servers handed it over. */
export type Envelope = { from: string | null; to: readonly string[] };

/** Reads a mail as it came. Whatever it holds, this ends in time and does not throw. */
export async function parseMail(raw: Uint8Array, envelope: Envelope): Promise<ReceivedMail> {
  const { mail, isCut } = await readMime(raw).catch(() => ({ mail: undefined, isCut: false }));
  const headers = mail?.headers.map(({ key, value }) => ({ name: key, value })) ?? [];
  const html = mail?.html?.slice(0, 5 * MOST_TEXT) ?? null;
  const text = mail?.text?.slice(0, MOST_TEXT) || (html === null ? '' : await textOfHtml(html));
  const named = [...(mail?.to ?? []), ...(mail?.cc ?? []), ...forwardedTo(headers)].flatMap(addressesOf);
  return {
    recipients: [...envelope.to, ...named].map((address) => address.toLowerCase()),
    returnPath: envelope.from,
    from: senderOf(headers),
    subject: oneLine(mail?.subject ?? ''),
    messageId: mail?.messageId?.slice(0, 998) ?? '',
    headers,
    text: clean(text),
    html,
    files: (mail?.attachments ?? []).flatMap(toFile),
    ...(isCut && { isPart: true }),
  };
}

/** Where a mailbox of the workspace's own passes its mail on to us, that name is often all that is left of the way. */
const forwardedTo = (headers: readonly { name: string; value: string }[]): Address[] =>
  headers
    .filter(({ name }) => ['delivered-to', 'x-forwarded-to', 'x-original-to', 'envelope-to'].includes(name))
    .flatMap(({ value }) => addressParser(value.slice(0, 1_000)));

const addressesOf = (address: Address): string[] =>
  (address.group ?? [address]).flatMap((mailbox) => (mailbox.address ? [mailbox.address] : []));

/**
 * One sender with one address: of several nobody knows who wrote, nor whom a domain vouches for. A list that puts itself in
 * his place says elsewhere who he was.
 */
export function senderOf(headers: readonly { name: string; value: string }[]): ReceivedMail['from'] {
  const name = cameByList(headers) && headerOf(headers, 'x-original-from') !== '' ? 'x-original-from' : 'from';
  const lines = headers.filter((header) => header.name === name).map(({ value }) => value.slice(0, 2_000));
  const [from, ...others] = lines.flatMap((line) => addressParser(line, { flatten: true }));
  if (!from?.address || others.length > 0) return null;
  if (!/^[^\s@<>,;:"()[\]\\]{1,64}@[^\s@<>,;:"()[\]\\]{3,190}$/.test(from.address)) return null;
  return { address: from.address.toLowerCase(), name: oneLine(decodeWords(from.name), 80) };
}

function toFile({
  filename,
  mimeType,
  content,
}: {
  filename: string | null;
  mimeType: string;
  content: unknown;
}): ReceivedFilePart[] {
  const bytes =
    typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content as ArrayBuffer);
  if (bytes.byteLength === 0) return [];
  return [{ name: filename || (mimeType === 'message/rfc822' ? 'mail.eml' : 'file'), bytes }];
}

/** In one line, and no longer than this; never cut through a character. */
export const oneLine = (text: string, longest = 300): string =>
  clean(text).replace(/\s+/g, ' ').trim().slice(0, longest).toWellFormed();

/** Without what no text field takes: see `textOf`. */
export const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '');

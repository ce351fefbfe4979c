/** The address within `Somebody <somebody@example.com>`, or the whole where it stands alone. */
export const addressOf = (mailbox: string): string => (/<([^<>\s]+)>\s*$/.exec(mailbox)?.[1] ?? mailbox).trim();

/** What follows the last `@`. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** As it may stand in a header: one line, without anything unseen, and no longer than this. */
export function headerText(text: string, most: number): string {
  const seen = text
    .toWellFormed()
    .replace(/[\s\p{Z}]+/gu, ' ')
    .replace(/[\p{C}]/gu, '')
    .trim();
  return [...seen].slice(0, most).join('').trim();
}

/**
 * A mailbox under this name. The name is put into quotes, and what could end them, or pass for an address of its own,
 * is left out of it.
 */
export function mailbox(name: string, address: string): string {
  const tame = headerText(name.replace(/["\\<>@,;:()[\]]+/g, ' '), 60).replace(/\s+/g, ' ');
  return tame === '' ? address : `"${tame}" <${address}>`;
}

/** A Message-ID as it may stand in a header of ours: one, whole, and short enough. */
export const messageIdOf = (text: string): string | undefined =>
  /^<[\x21-\x3b\x3d\x3f\x41-\x7e]{1,200}@[\x21-\x3b\x3d\x3f\x41-\x7e]{1,200}>$/.exec(text.trim())?.[0];

import ipaddr from 'ipaddr.js';

const MAX_LENGTH = 2_000;
// Names by which machines know themselves and their neighbours.
const PRIVATE_NAME = /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|test|invalid|onion|arpa)$/;

/**
 * The address, if it is one that anybody on the internet could ask: http or https on its usual port, no password in it,
 * and a host that is a public address or could be the name of one. What a name resolves to is not known here: that is
 * refused where the connection is made.
 */
export function publicUrl(text: string, base?: URL): URL | null {
  if (text.length > MAX_LENGTH || !URL.canParse(text, base?.href)) return null;
  const url = new URL(text, base?.href);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  if (url.username || url.password || url.port) return null;
  return isPublicHost(url.hostname) ? url : null;
}

/** `URL` has written every form of an IPv4 address (`0x7f000001`, `127.1`) as four numbers. */
function isPublicHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$|\.$/g, '');
  if (ipaddr.isValid(host)) return isPublicAddress(ipaddr.process(host));
  return host.includes('.') && !host.split('.').includes('') && !PRIVATE_NAME.test(host);
}

/** Of IPv6 only 2000::/3 has been given out: below it lie older ways to write an IPv4 address (`::127.0.0.1`). */
const isPublicAddress = (address: ipaddr.IPv4 | ipaddr.IPv6): boolean =>
  address.range() === 'unicast' && (address instanceof ipaddr.IPv4 || (address.toByteArray()[0] ?? 0) >> 5 === 1);

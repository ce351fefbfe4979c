import type { Context as HonoContext } from 'hono';

/**
 * The network that a request came from, as limits count it: an IPv4 address, or an IPv6 /64, which one household or
 * server has whole. Only Cloudflare's own header counts: what a client writes into `X-Forwarded-For` is ignored.
 */
export function clientIp(c: HonoContext): string {
  const address = addressOf(c);
  return address.includes(':') ? prefixOf(address, 4) : address;
}

/** The wider surroundings of that network, which one attacker may have whole: an IPv4 /24, or an IPv6 /48. */
export function clientArea(c: HonoContext): string {
  const address = addressOf(c);
  return address.includes(':') ? prefixOf(address, 3) : address.replace(/\.\d+$/, '.0/24');
}

const addressOf = (c: HonoContext) => c.req.header('CF-Connecting-IP') ?? 'unknown';

/** The first groups of an IPv6 address, written in one way only. */
function prefixOf(address: string, groups: 3 | 4): string {
  const [head = '', tail] = address.toLowerCase().split('::');
  const start = head === '' ? [] : head.split(':');
  const end = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - start.length - end.length);
  const all = [...start, ...Array.from({ length: zeros }, () => '0'), ...end];
  const prefix = all.slice(0, groups).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${prefix.join(':')}::/${groups * 16}`;
}

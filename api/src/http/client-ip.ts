import type { Context as HonoContext } from 'hono';

/**
 * The network that a request came from, as limits count it: an IPv4 address, or an IPv6 /64, which one household or
 * server has whole. Only Cloudflare's own header counts: what a client writes into `X-Forwarded-For` is ignored.
 */
export function clientIp(c: HonoContext): string {
  const address = c.req.header('CF-Connecting-IP') ?? 'unknown';
  return address.includes(':') ? slash64(address) : address;
}

function slash64(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('::');
  const start = head === '' ? [] : head.split(':');
  const end = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - start.length - end.length);
  const groups = [...start, ...Array.from({ length: zeros }, () => '0'), ...end];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

import type { Config } from '../config.ts';

// Where the browsers' makers take pushes. What a browser gives us is told to us by whoever holds it, so any other
// address could be one of the machine's own network.
const SERVICES = [
  /^fcm\.googleapis\.com$/, // Chrome, Edge on Android, Brave, Opera, Samsung Internet …
  /^jmt17\.google\.com$/, // some versions of Chrome
  /^[\w-]+\.push\.services\.mozilla\.com$/, // Firefox
  /^[\w-]+\.notify\.windows\.com$/, // Edge
  /^[\w-]+\.push\.apple\.com$/, // Safari, and all browsers of iOS
];

/** Whether pushes may go there: by https to a push service that is known, or to one that the operator has named. */
export function isPushService({ push }: Pick<Config, 'push'>, endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, port, username, password, origin } = new URL(endpoint);
  if (username || password) return false;
  if (push.services.includes(origin)) return true;
  return protocol === 'https:' && port === '' && SERVICES.some((service) => service.test(hostname));
}

/** Whether a push that shows nothing counts against the permission to push at all: Safari takes it away after three. */
export const mustShowEachPush = (endpoint: string): boolean => new URL(endpoint).hostname.endsWith('.push.apple.com');

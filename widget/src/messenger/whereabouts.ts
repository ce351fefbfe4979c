import type { Whereabouts } from '@everthread/shared/models/visitor';
import type { Page } from '../channel.ts';
import { cleanText } from './clean-text.ts';

/** Where the visitor is, within the limits that the server demands. The page's part was told by the page itself. */
export function whereaboutsOf(
  page: { [part in keyof Page]: unknown } | undefined,
  language: string,
  timeZone: string | undefined,
): Whereabouts {
  const where: Whereabouts = {};
  const note = (name: keyof Whereabouts, value: unknown, max: number) => {
    const text = typeof value === 'string' ? cleanText(value.slice(0, max)).trim() : '';
    if (text) where[name] = text;
  };
  note('pageUrl', withoutSecrets(page?.url), 2_000);
  note('pageTitle', page?.title, 300);
  note('referrer', withoutSecrets(page?.referrer), 2_000);
  note('language', language, 35);
  note('timeZone', timeZone, 64);
  return where;
}

/** Without user, password, and a fragment that is no route of the page: sign-in links carry their tokens there. */
function withoutSecrets(address: unknown): unknown {
  if (typeof address !== 'string' || !URL.canParse(address)) return address;
  const url = new URL(address);
  url.username = '';
  url.password = '';
  if (!/^#[/!]/.test(url.hash)) url.hash = '';
  return url.href;
}

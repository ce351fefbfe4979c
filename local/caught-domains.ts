import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type Reply, refusalOfKey, refuse } from './mail-store.ts';

type Domain = { id: string; name: string; isVerified: boolean };
type Asked = { method: string | undefined; pathname: string; headers: IncomingHttpHeaders; body: string | undefined };

/**
 * Domains that mails would come from, as Resend's `/domains` keeps them, for as long as this runs. Nobody looks at any
 * DNS: the first look finds the records.
 */
export function caughtDomains(apiKey: string): (asked: Asked) => Reply | undefined {
  const domains = new Map<string, Domain>();
  return ({ method, pathname, headers, body }) => {
    const [, id, verify] = /^\/domains(?:\/([\w-]+)(\/verify)?)?$/.exec(pathname) ?? [];
    if (!/^\/domains(\/|$)/.test(pathname)) return undefined;
    const refusal = refusalOfKey(apiKey, headers);
    if (refusal) return refusal;
    if (id === undefined) return method === 'POST' ? add(domains, body) : undefined;
    const domain = domains.get(id);
    if (!domain) return refuse(404, 'not_found', 'Domain not found');
    if (method === 'DELETE') domains.delete(id);
    else if (verify && method === 'POST') domain.isVerified = true;
    return { status: 200, body: { object: 'domain', ...shown(domain), ...(method === 'DELETE' && { deleted: true }) } };
  };
}

function add(domains: Map<string, Domain>, body = ''): Reply {
  const name = /"name":\s*"([a-z0-9.-]+)"/.exec(body)?.[1];
  if (name === undefined) return refuse(422, 'missing_required_field', 'A domain needs a "name"');
  if ([...domains.values()].some((other) => other.name === name)) {
    return refuse(403, 'validation_error', 'The domain is there already');
  }
  const domain = { id: randomUUID(), name, isVerified: false };
  domains.set(domain.id, domain);
  return { status: 201, body: shown(domain) };
}

function shown({ id, name, isVerified }: Domain) {
  const status = isVerified ? 'verified' : 'not_started';
  const records = [
    { record: 'SPF', type: 'MX', name: 'send', value: 'feedback.mail.localhost.example', priority: 10 },
    { record: 'SPF', type: 'TXT', name: 'send', value: 'v=spf1 include:mail.localhost.example ~all' },
    {
      record: 'DKIM',
      type: 'TXT',
      name: 'resend._domainkey',
      value: `p=${Buffer.from(id.repeat(4)).toString('base64')}`,
    },
  ];
  return { id, name, status, records: records.map((record) => ({ ...record, ttl: 'Auto', status })) };
}

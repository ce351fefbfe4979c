import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { Mail } from './mail-store.ts';

/** Where the Worker is told of mail that came, and the secret by which it knows who tells it. */
export type Hook = { url: string; secret: string };

export type Written = { from: string; to: string; subject: string; text: string; html?: string };

/** What a mail program makes of an answer: what was answered stands below, as everybody's program puts it there. */
export function answerTo(mail: Mail, text: string): Written {
  const said = (mail.text ?? '').replace(/^/gm, '> ');
  const on = new Date(mail.at).toUTCString();
  return {
    from: mail.to[0] ?? '',
    to: mail.replyTo?.[0] ?? mail.from,
    subject: /^re:/i.test(mail.subject) ? mail.subject : `Re: ${mail.subject}`,
    text: `${text}\n\nOn ${on}, ${mail.from} wrote:\n${said}`,
  };
}

export type Inbound = {
  /** Hands a mail over as Resend does: it says that one has come, and gives it to whoever then asks. Returns what is said to that. */
  handOver(mail: Written): Promise<number>;
  find(id: string): { to: string; raw: string } | undefined;
};

const MOST = 100;

export function openInbound(hook: Hook | undefined): Inbound {
  const kept = new Map<string, { to: string; raw: string }>();
  return {
    find: (id) => kept.get(id),
    async handOver(mail) {
      if (!hook) return 404;
      const [id, at] = [randomUUID(), new Date()];
      kept.set(id, { to: plain(mail.to), raw: rawMail(mail, at) });
      for (const old of [...kept.keys()].slice(0, -MOST)) kept.delete(old);
      const body = JSON.stringify({ type: 'email.received', created_at: at.toISOString(), data: { email_id: id } });
      const answer = await fetch(hook.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'svix-id': `msg_${id}`,
          'svix-timestamp': String(Math.floor(at.getTime() / 1000)),
          'svix-signature': new Webhook(hook.secret).sign(`msg_${id}`, at, body),
        },
        body,
      });
      return answer.status;
    },
  };
}

const plain = (text: string) => text.replace(/[\r\n\0]+/g, ' ').trim();
const word = (text: string) =>
  /^[\x20-\x7e]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

/** On this machine every sender is who he says: it is the one who sits before it. */
function rawMail({ from, to, subject, text, html }: Written, at: Date): string {
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? '';
  return [
    `Authentication-Results: amazonses.com; spf=pass; dmarc=pass header.from=${plain(domain)};`,
    `From: ${plain(from)}`,
    `To: ${plain(to)}`,
    `Subject: ${word(plain(subject))}`,
    `Date: ${at.toUTCString()}`,
    `Message-ID: <${randomUUID()}@mailbox.localhost>`,
    'MIME-Version: 1.0',
    `Content-Type: text/${html ? 'html' : 'plain'}; charset=utf-8`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(html ?? text).toString('base64'),
    '',
  ].join('\r\n');
}

import { NOTICE_KINDS } from '@everthread/shared/models/notification';
import { Hono } from 'hono';
import type { ApiEnv } from '../http/api-env.ts';
import { type MailOff, readMailOff, turnMailOff } from '../notifications/mail-off.ts';
import { ABOUT, listed } from '../notifications/notice-words.ts';
import { type Html, html } from './html.ts';
import { lookAtStop, type Stopped, stopMail } from './stop-mail.ts';
import { type StopWords, stopWords } from './stop-words.ts';

const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'Referrer-Policy': 'no-referrer',
};

/**
 * Where the link in a mail leads. Looking changes nothing, since programs look at links as well; the button does, and so
 * does a mailbox that offers one of its own (RFC 8058).
 */
export const mailStop = new Hono<ApiEnv>()
  .get('/:token', async (c) => {
    const words = stopWords(c.req.header('Accept-Language'));
    const { surroundings } = c.var;
    const agents = readMailOff(surroundings.config, c.req.param('token'));
    if (agents) return c.html(agentsPage(agents, ASK), 200, HEADERS);
    const stop = await lookAtStop(surroundings, c.req.param('token'));
    if (!stop) return c.html(page(words, html`<p>${words.unknown}</p>`), 404, HEADERS);
    const ask = html`<p>${words.question(...apart(stop))}</p><form method="post"><button>${words.button}</button></form>`;
    return c.html(page(words, ask), 200, HEADERS);
  })
  .post('/:token', async (c) => {
    const agents = readMailOff(c.var.surroundings.config, c.req.param('token'));
    if (agents) {
      await turnMailOff(c.var.surroundings, agents);
      return c.html(
        agentsPage(agents, html`<p>Done. The rest is as it was, and all of it in Settings → Notifications.</p>`),
        200,
        HEADERS,
      );
    }
    const words = stopWords(c.req.header('Accept-Language'));
    const stopped = await stopMail(c.var.surroundings, c.req.param('token'));
    if (!stopped) return c.html(page(words, html`<p>${words.unknown}</p>`), 404, HEADERS);
    const done = html`<p role="status">${words.done(...apart(stopped))}</p><p>${words.again}</p>`;
    return c.html(page(words, done), 200, HEADERS);
  });

const ASK = html`<p>It stays unread in your inbox, and your devices are told as before.</p><form method="post"><button>No more mail about it</button></form>`;

/** Of an agent it says what the mail was about: of anything else he is mailed as before. */
function agentsPage({ kinds }: MailOff, body: Html): string {
  const isAll = kinds.length === NOTICE_KINDS.length;
  const about = html`<p>Mail about ${isAll ? 'whatever waits for you' : listed(kinds.map((kind) => ABOUT[kind]))}.</p>`;
  return page({ ...stopWords(), title: 'Mail while you are away' }, html`${about}${body}`);
}

/** Names and addresses keep their own direction among words of another. */
const apart = ({ who, to }: Stopped) => [`\u2068${who}\u2069`, `\u2068${to}\u2069`] as const;

const page = ({ lang, dir, title }: Pick<StopWords, 'dir' | 'title'> & { lang: string }, body: Html): string =>
  `<!doctype html>\n${html`<html lang="${lang}" dir="${dir}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${title}</title>
<style>body{font:17px/1.6 system-ui,sans-serif;max-width:30rem;margin:15vh auto;padding:0 1.25rem}h1{font-size:1.35rem}p{overflow-wrap:anywhere}button{font:inherit;padding:.6rem 1.2rem;border:0;border-radius:.5rem;background:#3457d5;color:#fff;cursor:pointer}button:focus-visible{outline:3px solid #9db2ff;outline-offset:2px}</style></head>
<body><main><h1>${title}</h1>${body}</main></body></html>`}`;

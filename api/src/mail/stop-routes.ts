import { NOTICE_KINDS } from '@everthread/shared/models/notification';
import { Hono } from 'hono';
import type { ApiEnv } from '../http/api-env.ts';
import { type MailOff, readMailOff, turnMailOff } from '../notifications/mail-off.ts';
import { ABOUT, listed } from '../notifications/notice-words.ts';
import { type Html, html } from './html.ts';
import { readStopLink } from './stop-link.ts';
import { stopMail } from './stop-mail.ts';

type Words = { dir: string; title: string; question: string; button: string; done: string; unknown: string };

const WORDS: Record<string, Words> = {
  en: {
    dir: 'ltr',
    title: 'Mail about answers',
    question: 'Do you want no more mail when you are answered? What is answered still waits for you where you wrote.',
    button: 'No more mail',
    done: 'Done. No more mail comes from here.',
    unknown: 'This link is not whole. Copy all of it from the mail.',
  },
  zh: {
    dir: 'ltr',
    title: '回复通知邮件',
    question: '不再希望收到回复通知邮件吗？您仍可在留言的页面查看回复。',
    button: '不再接收',
    done: '好的，今后不会再向您发送邮件。',
    unknown: '链接不完整，请从邮件中复制完整的链接。',
  },
  es: {
    dir: 'ltr',
    title: 'Correos sobre respuestas',
    question: '¿No quieres más correos cuando te respondan? Las respuestas te seguirán esperando donde escribiste.',
    button: 'No más correos',
    done: 'Hecho. No recibirás más correos de aquí.',
    unknown: 'El enlace no está completo. Cópialo entero del correo.',
  },
  ar: {
    dir: 'rtl',
    title: 'رسائل الردود',
    question: 'ألا تريد رسائل أخرى عند الردّ عليك؟ ستبقى الردود في انتظارك حيث كتبت.',
    button: 'لا مزيد من الرسائل',
    done: 'تمّ. لن تصلك رسائل أخرى من هنا.',
    unknown: 'الرابط غير كامل. انسخه كاملًا من الرسالة.',
  },
};

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
  .get('/:token', (c) => {
    const words = wordsFor(c.req.header('Accept-Language'));
    const { config } = c.var.surroundings;
    const agents = readMailOff(config, c.req.param('token'));
    if (agents) return c.html(agentsPage(agents, ASK), 200, HEADERS);
    const isOurs = readStopLink(config, c.req.param('token')) !== null;
    const ask = html`<p>${words.question}</p><form method="post"><button>${words.button}</button></form>`;
    return c.html(page(words, isOurs ? ask : html`<p>${words.unknown}</p>`), isOurs ? 200 : 404, HEADERS);
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
    const words = wordsFor(c.req.header('Accept-Language'));
    const isDone = await stopMail(c.var.surroundings, c.req.param('token'));
    return c.html(page(words, html`<p>${isDone ? words.done : words.unknown}</p>`), isDone ? 200 : 404, HEADERS);
  });

const ASK = html`<p>It stays unread in your inbox, and your devices are told as before.</p><form method="post"><button>No more mail about it</button></form>`;

/** Of an agent it says what the mail was about: of anything else he is mailed as before. */
function agentsPage({ kinds }: MailOff, body: Html): string {
  const isAll = kinds.length === NOTICE_KINDS.length;
  const about = html`<p>Mail about ${isAll ? 'whatever waits for you' : listed(kinds.map((kind) => ABOUT[kind]))}.</p>`;
  return page({ lang: 'en', ...(WORDS.en as Words), title: 'Mail while you are away' }, html`${about}${body}`);
}

function wordsFor(accepted = ''): Words & { lang: string } {
  const wanted = accepted
    .toLowerCase()
    .split(',')
    .map((tag) => tag.trim().slice(0, 2));
  const lang = wanted.find((tag) => Object.hasOwn(WORDS, tag)) ?? 'en';
  return { lang, ...(WORDS[lang] as Words) };
}

const page = ({ lang, dir, title }: Words & { lang: string }, body: Html): string =>
  `<!doctype html>\n${html`<html lang="${lang}" dir="${dir}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${title}</title>
<style>body{font:17px/1.6 system-ui,sans-serif;max-width:30rem;margin:15vh auto;padding:0 1.25rem}h1{font-size:1.35rem}button{font:inherit;padding:.6rem 1.2rem;border:0;border-radius:.5rem;background:#3457d5;color:#fff;cursor:pointer}button:focus-visible{outline:3px solid #9db2ff;outline-offset:2px}</style></head>
<body><main><h1>${title}</h1>${body}</main></body></html>`}`;

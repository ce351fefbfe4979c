import { headerText } from './header-text.ts';
import { Html, html, written } from './html.ts';
import { unreadWords } from './unread-words.ts';

/** What somebody of the team said, as it may be mailed. */
export type Answer = { name: string; text: string; files: readonly string[] };

/** `answers` is empty where the mail may not say what was answered: see `mail-unread.ts`. */
export type UnreadMail = {
  language: string | null;
  workspaceName: string;
  answers: readonly Answer[];
  before: string | null; // what the reader himself wrote before
  subject: string | null; // of his own mail, where he wrote one
  pageUrl: string | null;
  stopUrl: string;
  canReply: boolean;
};

const INK = '#1d2129';
const QUIET = '#667085';

/** The mail that tells a visitor what was answered, twice: as plain text, and as HTML that old programs can draw too. */
export function renderUnread(mail: UnreadMail): { subject: string; text: string; html: string } {
  const { lang, words } = unreadWords(mail.language);
  const who = headerText(mail.workspaceName, 60) || 'Everthread';
  const names = [...new Set(mail.answers.map(({ name }) => headerText(name, 60)))].filter(Boolean);
  const first = names[0] && names[0] !== who ? `${names[0]} (${who})` : who;
  const subject = mail.subject
    ? `Re: ${headerText(mail.subject.replace(/^(\s*re\s*:)+/i, ''), 150)}`
    : words.subject(who);
  const opening = mail.answers.length > 0 ? words.answered(first) : words.waits(who);
  const how = mail.answers.length === 0 ? words.howToRead : mail.canReply ? words.howToAnswer : undefined;
  const filesOf = ({ files }: Answer) => (files.length > 0 ? words.files(files.join(', ')) : undefined);
  const isOne = names.length <= 1;

  const text = [
    opening,
    ...mail.answers.map((answer) =>
      [isOne ? undefined : `${answer.name}:`, answer.text || undefined, filesOf(answer)].filter(Boolean).join('\n'),
    ),
    mail.before && `${words.youWrote}\n${mail.before.replace(/^/gm, '> ')}`,
    how,
    mail.pageUrl && `${words.open}: ${mail.pageUrl}`,
    `-- \n${words.why(who)}\n${words.stop}: ${mail.stopUrl}`,
  ]
    .filter(Boolean)
    .join('\n\n');

  const body = [
    html`<p class="ink" style="margin:0 0 16px;color:${INK}">${opening}</p>`,
    ...mail.answers.map(
      (
        answer,
      ) => html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 12px"><tr>
<td class="bubble ink" style="padding:12px 16px;background:#eef1fb;border-radius:12px;color:${INK};overflow-wrap:anywhere">${
        isOne ? undefined : html`<strong>${answer.name}</strong><br>`
      }${written(answer.text)}${filesOf(answer) && html`<br><span class="quiet" style="color:${QUIET}">${filesOf(answer)}</span>`}</td></tr></table>`,
    ),
    mail.before &&
      html`<p class="quiet" style="margin:20px 0 4px;color:${QUIET};font-size:14px">${words.youWrote}</p>
<blockquote class="quiet" style="margin:0;padding:0 12px;border-inline-start:3px solid #d0d5dd;color:${QUIET};overflow-wrap:anywhere">${written(mail.before)}</blockquote>`,
    how && html`<p class="ink" style="margin:20px 0 0;color:${INK}">${how}</p>`,
    mail.pageUrl &&
      html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:20px 0 0"><tr>
<td style="background:#3457d5;border-radius:8px"><a href="${mail.pageUrl}" style="display:inline-block;padding:10px 20px;color:#ffffff;text-decoration:none">${words.open}</a></td></tr></table>`,
  ].filter((part): part is Html => part instanceof Html);

  return {
    subject,
    text,
    html: page({ lang, dir: words.dir, subject, body, why: words.why(who), stop: words.stop, stopUrl: mail.stopUrl }),
  };
}

type Page = { lang: string; dir: string; subject: string; body: Html[]; why: string; stop: string; stopUrl: string };

// Tables and inline styles, since Outlook draws with Word; the style sheet is for those that can darken it.
function page({ lang, dir, subject, body, why, stop, stopUrl }: Page): string {
  return `<!doctype html>\n${html`<html lang="${lang}" dir="${dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${subject}</title>
<style>@media (prefers-color-scheme: dark){.page{background:#16181d!important}.card{background:#1f2228!important}.bubble{background:#2b3040!important}.ink{color:#f2f4f7!important}.quiet{color:#98a2b3!important}a{color:#9db2ff}}</style></head>
<body class="page" style="margin:0;background:#f7f7f8">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f7f7f8"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" dir="${dir}" style="max-width:560px;background:#ffffff;border-radius:16px"><tr>
<td style="padding:28px 24px;font:16px/1.5 -apple-system,'Segoe UI',Roboto,Arial,sans-serif;text-align:start">
${body}
<p class="quiet" style="margin:28px 0 0;color:${QUIET};font-size:13px">${why} <a class="quiet" href="${stopUrl}" style="color:${QUIET}">${stop}</a></p>
</td></tr></table></td></tr></table></body></html>`}`;
}

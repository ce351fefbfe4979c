import { type Direction, startOf } from './direction.ts';
import { type Html, html } from './html.ts';

export const INK = '#1d2129';
export const QUIET = '#5f697d';

export type MailPage = { lang: string; dir: Direction; subject: string; body: readonly Html[]; footer: Html };

const FONT = "-apple-system,'Segoe UI',Roboto,Arial,sans-serif";
const WIDEST = 560;

// Outlook on Windows, which Word draws, knows no `max-width` and takes Times for a font that it has not.
const FOR_WORD = {
  style: html`<!--[if mso]><style>p,td,a,li,blockquote{font-family:'Segoe UI',Arial,sans-serif!important}</style><![endif]-->`,
  open: html`<!--[if mso]><table role="presentation" width="${String(WIDEST)}" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->`,
  close: html`<!--[if mso]></td></tr></table><![endif]-->`,
};

/** A mail's HTML. Tables and inline styles, since Outlook draws with Word; the style sheet is for those that can darken it. */
export const mailPage = ({ lang, dir, subject, body, footer }: MailPage): string =>
  `<!doctype html>\n${html`<html lang="${lang}" dir="${dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${subject}</title>
<style>@media (prefers-color-scheme: dark){.page{background:#16181d!important}.card{background:#1f2228!important}.bubble{background:#2b3040!important}.ink{color:#f2f4f7!important}.quiet{color:#98a2b3!important}.quote{border-color:#475467!important}.link{color:#9db2ff!important}}</style>${FOR_WORD.style}</head>
<body class="page" style="margin:0;background:#f7f7f8">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f7f7f8"><tr><td align="center" style="padding:24px 12px">${FOR_WORD.open}
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" dir="${dir}" style="max-width:${String(WIDEST)}px;background:#ffffff;border-radius:16px"><tr>
<td align="${startOf(dir)}" style="padding:28px 24px;font:16px/1.5 ${FONT};text-align:${startOf(dir)}">
${body}
<p class="quiet" style="margin:28px 0 0;color:${QUIET};font-size:13px">${footer}</p>
</td></tr></table>${FOR_WORD.close}</td></tr></table></body></html>`}`;

/** A button that leads somewhere. Word leaves out what a link is padded by, and takes it from the cell. */
export const leadingTo = (url: string, label: string): Html =>
  html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:20px 0 0"><tr>
<td style="background:#3457d5;border-radius:8px;mso-padding-alt:10px 20px"><a href="${url}" style="display:inline-block;padding:10px 20px;color:#ffffff;text-decoration:none;mso-padding-alt:0px">${label}</a></td></tr></table>`;

import { type Html, html } from './html.ts';

export const INK = '#1d2129';
export const QUIET = '#5f697d';

export type MailPage = { lang: string; dir: string; subject: string; body: readonly Html[]; footer: Html };

/** A mail's HTML. Tables and inline styles, since Outlook draws with Word; the style sheet is for those that can darken it. */
export const mailPage = ({ lang, dir, subject, body, footer }: MailPage): string =>
  `<!doctype html>\n${html`<html lang="${lang}" dir="${dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${subject}</title>
<style>@media (prefers-color-scheme: dark){.page{background:#16181d!important}.card{background:#1f2228!important}.bubble{background:#2b3040!important}.ink{color:#f2f4f7!important}.quiet{color:#98a2b3!important}.quote{border-color:#475467!important}.link{color:#9db2ff!important}}</style></head>
<body class="page" style="margin:0;background:#f7f7f8">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f7f7f8"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" dir="${dir}" style="max-width:560px;background:#ffffff;border-radius:16px"><tr>
<td style="padding:28px 24px;font:16px/1.5 -apple-system,'Segoe UI',Roboto,Arial,sans-serif;text-align:start">
${body}
<p class="quiet" style="margin:28px 0 0;color:${QUIET};font-size:13px">${footer}</p>
</td></tr></table></td></tr></table></body></html>`}`;

/** A button that leads somewhere. */
export const leadingTo = (url: string, label: string): Html =>
  html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:20px 0 0"><tr>
<td style="background:#3457d5;border-radius:8px"><a href="${url}" style="display:inline-block;padding:10px 20px;color:#ffffff;text-decoration:none">${label}</a></td></tr></table>`;

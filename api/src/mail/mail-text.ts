import type { Direction } from './direction.ts';
import { html } from './html.ts';
import { INK, leadingTo, mailPage, QUIET } from './mail-page.ts';

/** What one mail says. Each paragraph is plain text; the button, if any, leads to a page of ours. */
export type MailText = {
  subject: string;
  paragraphs: readonly string[];
  /** To be typed off: in large figures. */
  code?: string;
  button?: { label: string; url: string };
  /** Why the reader got this, and what to do if he did not expect it. */
  footnote: string;
  lang?: string;
  dir?: Direction;
};

/** The same words twice, because some people read plain text. */
export function renderMail({ subject, paragraphs, code, button, footnote, lang = 'en', dir = 'ltr' }: MailText) {
  const leads = button ? [`${button.label}:\n${button.url}`] : [];
  const text = [...paragraphs, ...(code ? [code] : []), ...leads, footnote].join('\n\n');
  const body = [
    ...paragraphs.map(
      (paragraph) => html`<p class="ink" style="margin:0 0 16px;color:${INK};overflow-wrap:anywhere">${paragraph}</p>`,
    ),
    code
      ? html`<p class="ink" style="margin:0;color:${INK};font-size:28px;font-weight:600"><bdi dir="ltr">${code}</bdi></p>`
      : html``,
    button
      ? html`${leadingTo(button.url, button.label)}
<p class="quiet" style="margin:16px 0 0;color:${QUIET};font-size:13px;overflow-wrap:anywhere"><bdi dir="ltr">${button.url}</bdi></p>`
      : html``,
  ];
  return { subject, text, html: mailPage({ lang, dir, subject, body, footer: html`${footnote}` }) };
}

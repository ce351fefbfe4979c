/** What one mail says. Each paragraph is plain text; the button, if any, leads to a page of ours. */
export type MailText = {
  subject: string;
  paragraphs: readonly string[];
  button?: { label: string; url: string };
  /** Why the reader got this, and what to do if he did not expect it. */
  footnote: string;
  lang?: string;
  dir?: 'ltr' | 'rtl';
};

/** The same words twice, because some people read plain text. */
export function renderMail({ subject, paragraphs, button, footnote, lang = 'en', dir = 'ltr' }: MailText) {
  const text = [...paragraphs, ...(button ? [`${button.label}:\n${button.url}`] : []), footnote].join('\n\n');
  const body = [
    ...paragraphs.map((paragraph) => `<p style="margin:0 0 16px">${escapeHtml(paragraph)}</p>`),
    ...(button ? [renderButton(button)] : []),
    `<p style="margin:24px 0 0;color:#667085;font-size:13px">${escapeHtml(footnote)}</p>`,
  ].join('\n');
  const html = `<!doctype html>
<html lang="${lang}" dir="${dir}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:32px 16px;background:#f7f7f8;color:#1d2129;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:480px;margin:0 auto;padding:32px;background:#fff;border-radius:12px">
${body}
</div></body></html>`;
  return { subject, text, html };
}

const renderButton = ({ label, url }: { label: string; url: string }) =>
  `<p style="margin:24px 0"><a href="${escapeHtml(url)}" style="display:inline-block;padding:10px 20px;border-radius:8px;background:#1d4ed8;color:#fff;text-decoration:none">${escapeHtml(label)}</a></p>
<p style="margin:0;color:#667085;font-size:13px">Or copy this address: ${escapeHtml(url)}</p>`;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

import { readableText } from '@everthread/shared/client/readable-text';
import { readRichText } from '@everthread/shared/client/rich-text';
import { headerText } from './header-text.ts';
import { Html, html } from './html.ts';
import { INK, mailPage, QUIET } from './mail-page.ts';
import { richHtml } from './rich-html.ts';
import { transcriptWords } from './transcript-words.ts';
import { unreadWords } from './unread-words.ts';

/** What was said, as it may be mailed. `name` is null where the reader said it himself, `text` where it is deleted. */
export type Said = { name: string | null; isBot: boolean; text: string | null; files: readonly string[]; at: Date };

export type Transcript = {
  language: string | null;
  timeZone: string | null;
  workspaceName: string;
  said: readonly Said[];
  isCut: boolean; // there was more than a mail holds
};

/** On his own clock. Both are what a browser has said, which may say anything. */
function clockOf({ language, timeZone }: Transcript, lang: string): Intl.DateTimeFormat {
  const styles = { dateStyle: 'medium', timeStyle: 'short' } as const;
  const own = language?.startsWith(`${lang}-`) ? language : lang;
  try {
    return new Intl.DateTimeFormat(own, { ...styles, timeZone: timeZone ?? 'UTC' });
  } catch {
    return new Intl.DateTimeFormat(lang, { ...styles, timeZone: 'UTC' });
  }
}

/** A conversation as a mail, twice: as plain text, and as HTML that old programs can draw too. */
export function renderTranscript(of: Transcript): { subject: string; text: string; html: string } {
  const { lang, words: around } = unreadWords(of.language);
  const words = transcriptWords(lang);
  const who = headerText(of.workspaceName, 60) || 'Everthread';
  const subject = words.subject(who);
  const at = clockOf(of, lang);
  const told = of.said.map(({ name, isBot, text, files, at: then }) => ({
    by: `${at.format(then)} · ${name === null ? words.you : headerText(name, 60) || who}${isBot ? ` · ${words.bot}` : ''}`,
    text: text === null ? words.deleted : readableText(readRichText(text)),
    look: richHtml(text ?? words.deleted, around.dir),
    files: files.length > 0 ? words.files(files.join(', ')) : undefined,
  }));

  const text = [
    words.opening(who),
    of.isCut && words.cut,
    ...told.map((each) => [each.by, each.text || undefined, each.files].filter(Boolean).join('\n')),
    `-- \n${words.why(who)}`,
  ]
    .filter(Boolean)
    .join('\n\n');
  const body = [
    html`<p class="ink" style="margin:0 0 16px;color:${INK}">${words.opening(who)}</p>`,
    of.isCut && html`<p class="quiet" style="margin:0 0 16px;color:${QUIET}">${words.cut}</p>`,
    ...told.map(
      (each) => html`<p class="quiet" style="margin:16px 0 2px;color:${QUIET};font-size:13px">${each.by}</p>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="ink" style="color:${INK};overflow-wrap:anywhere">${each.look}${
        each.files && html`<p class="quiet" style="margin:0;color:${QUIET}">${each.files}</p>`
      }</td></tr></table>`,
    ),
  ].filter((part): part is Html => part instanceof Html);
  return { subject, text, html: mailPage({ lang, dir: around.dir, subject, body, footer: html`${words.why(who)}` }) };
}

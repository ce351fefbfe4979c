import type { NoticeKind } from '@everthread/shared/models/notification';
import { ANSWER_ABOVE } from '../mail/answer-mark.ts';
import { bubble } from '../mail/bubble.ts';
import { directionOf } from '../mail/direction.ts';
import { headerText } from '../mail/header-text.ts';
import { html, written } from '../mail/html.ts';
import { INK, leadingTo, mailPage, QUIET } from '../mail/mail-page.ts';
import { ABOUT, HAPPENED, listed } from './notice-words.ts';

/** One thing of which an agent is mailed. Name and words are null where nobody gave them, or he wants them unsaid. */
export type MailedNotice = { kind: NoticeKind; name: string | null; text: string | null; url: string };

/** What was said in the thread that the mail is about. */
export type Said = { name: string; text: string; isNote: boolean };

export type NoticeMail = {
  workspaceName: string;
  notices: readonly MailedNotice[];
  said: readonly Said[]; // none where it cannot be answered
  answersTo: 'visitor' | 'team' | null;
  offUrl: string; // no more of what this mail is about
  allOffUrl: string;
};

const HOW = {
  visitor: 'Reply to this mail to answer the visitor. If something is written in between, you get your answer back.',
  team: 'Reply to this mail to write a note, which only your team sees.',
};

/** The mail that tells an agent what he has not read, twice: as plain text, and as HTML that old programs can draw too. */
export function renderNotices({ workspaceName, notices, said, answersTo, offUrl, allOffUrl }: NoticeMail): {
  subject: string;
  text: string;
  html: string;
} {
  const workspace = headerText(workspaceName, 60) || 'Everthread';
  const [first, ...others] = notices;
  const lines = notices.map((notice) => ({ ...notice, line: lineOf(notice) }));
  const subject = first && others.length === 0 ? lineOf(first) : `${notices.length} things wait for you`;
  const why = `You get this because something waits for you in “${workspace}” that you have not read.`;
  const off = `No more mail about ${listed([...new Set(notices.map(({ kind }) => ABOUT[kind]))])}`;
  const allOff = 'No more mail of this sort';
  const how = answersTo && HOW[answersTo];

  const text = [
    answersTo && ANSWER_ABOVE,
    ...(said.length > 0
      ? [lines.map(({ line }) => line).join('\n'), ...said.map(({ name, text }) => `${name}:\n${text}`)]
      : lines.map(({ line, text, url }) => [line, text?.replace(/^/gm, '> '), url].filter(Boolean).join('\n'))),
    said.length > 0 && first && `Open it: ${first.url}`,
    how,
    `-- \n${why}\n${off}: ${offUrl}\n${allOff}: ${allOffUrl}`,
  ]
    .filter(Boolean)
    .join('\n\n');

  const body = [
    ...(answersTo
      ? [html`<p class="quiet" style="margin:0 0 20px;color:${QUIET};font-size:13px">${ANSWER_ABOVE}</p>`]
      : []),
    ...(said.length > 0
      ? [
          ...lines.map(
            ({ line }) => html`<p class="ink" style="margin:0 0 12px;color:${INK};font-weight:600">${line}</p>`,
          ),
          ...said.map(({ name, text, isNote }) => bubble({ name: isNote ? `${name} (note)` : name, text, dir: 'ltr' })),
        ]
      : lines.map(
          ({ line, text, url }) =>
            html`<p class="ink" style="margin:0 0 4px;color:${INK}"><a class="link" href="${url}" style="color:#3457d5;font-weight:600;text-decoration:none">${line}</a></p>
<p class="quiet" dir="${directionOf(text ?? '', 'ltr')}" style="margin:0 0 16px;color:${QUIET};text-align:left;overflow-wrap:anywhere">${text ? written(text) : undefined}</p>`,
        )),
    ...(how ? [html`<p class="ink" style="margin:20px 0 0;color:${INK}">${how}</p>`] : []),
    ...(first && (said.length > 0 || others.length === 0) ? [leadingTo(first.url, 'Open it')] : []),
  ];
  const link = (url: string, label: string) => html`<a class="quiet" href="${url}" style="color:${QUIET}">${label}</a>`;
  const footer = html`${why} ${link(offUrl, off)}. ${link(allOffUrl, allOff)}.`;
  return { subject, text, html: mailPage({ lang: 'en', dir: 'ltr', subject, body, footer }) };
}

const lineOf = ({ kind, name }: MailedNotice): string =>
  HAPPENED[kind](headerText(name ?? '', 60) || (kind === 'mention' ? 'A colleague' : 'a visitor')).replace(/^a /, 'A ');

import { readableText } from '@everthread/shared/client/readable-text';
import { readRichText } from '@everthread/shared/client/rich-text';
import { bubble } from './bubble.ts';
import { directionOf } from './direction.ts';
import { headerText } from './header-text.ts';
import { Html, html, written } from './html.ts';
import { INK, leadingTo, mailPage, QUIET } from './mail-page.ts';
import { quoted } from './rich-html.ts';
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

/** The mail that tells a visitor what was answered, twice: as plain text, and as HTML that old programs can draw too. */
export function renderUnread(mail: UnreadMail): { subject: string; text: string; html: string } {
  const { lang, words } = unreadWords(mail.language);
  const { dir } = words;
  const who = headerText(mail.workspaceName, 60) || 'Everthread';
  const names = [...new Set(mail.answers.map(({ name }) => headerText(name, 60)))].filter(Boolean);
  const isOne = names.length <= 1;
  const first = isOne && names[0] && names[0] !== who ? `${names[0]} (${who})` : who;
  const subject = mail.subject
    ? `Re: ${headerText(mail.subject.replace(/^(\s*re\s*:)+/i, ''), 150)}`
    : words.subject(who);
  const opening = mail.answers.length > 0 ? words.answered(first) : words.waits(who);
  const how = mail.answers.length === 0 ? words.howToRead : mail.canReply ? words.howToAnswer : undefined;
  const filesOf = ({ files }: Answer) => (files.length > 0 ? words.files(files.join(', ')) : undefined);

  const text = [
    opening,
    ...mail.answers.map((answer) =>
      [isOne ? undefined : `${answer.name}:`, airy(answer.text) || undefined, filesOf(answer)]
        .filter(Boolean)
        .join('\n'),
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
    ...mail.answers.map((answer) =>
      bubble({ name: isOne ? undefined : answer.name, text: answer.text, files: filesOf(answer), dir }),
    ),
    mail.before &&
      html`<p class="quiet" style="margin:20px 0 4px;color:${QUIET};font-size:14px">${words.youWrote}</p>
${quoted(written(mail.before), directionOf(mail.before, dir), `margin:0;color:${QUIET}`, 'quiet quote')}`,
    how && html`<p class="ink" style="margin:20px 0 0;color:${INK}">${how}</p>`,
    mail.pageUrl && leadingTo(mail.pageUrl, words.open),
  ].filter((part): part is Html => part instanceof Html);

  const footer = html`${words.why(who)} <a class="quiet" href="${mail.stopUrl}" style="color:${QUIET}">${words.stop}</a>`;
  return { subject, text, html: mailPage({ lang, dir, subject, body, footer }) };
}

/** Words as plain text, their blocks apart. */
const airy = (text: string): string =>
  readRichText(text)
    .map((block) => readableText([block]))
    .join('\n\n');

import type { Mail } from './mail-store.ts';

/** A mail's own HTML runs no script, loads nothing, and can only open its links in a new window. */
export const SAFE_HTML = {
  'content-security-policy':
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'",
};

/** All mails, newest first. */
export function listPage(mails: readonly Mail[], ended: string | null): string {
  const rows = mails.map(
    (mail) => html`<li><a href="/mails/${mail.id}">
      <strong>${mail.subject}</strong>
      <span>${mail.to.join(', ')}</span>
      <time datetime="${mail.at}">${readable(mail.at)}</time>
    </a></li>`,
  );
  const empty = html`<p class="quiet">Nothing yet. What Everthread would mail appears here, and nowhere else.</p>`;
  return layout(
    'Mailbox',
    html`<h1>Mailbox</h1><p><a href="/write">Write a mail</a></p>${outcome(ended)}${rows.length > 0 ? raw(`<ol>${rows.join('')}</ol>`) : empty}`,
  );
}

/** One mail, as plain text and as it would look. */
export function mailPage(mail: Mail, ended: string | null): string {
  const about = [
    ['From', mail.from],
    ['To', mail.to.join(', ')],
    ...(mail.replyTo ? [['Reply to', mail.replyTo.join(', ')]] : []),
    ['Sent', readable(mail.at)],
  ].map(([name = '', value = '']) => html`<dt>${name}</dt><dd>${value}</dd>`);
  const text = mail.text === undefined ? '' : html`<h2>Text</h2><pre>${raw(linked(mail.text))}</pre>`;
  const look = mail.html
    ? html`<h2>HTML</h2><iframe sandbox="allow-popups allow-popups-to-escape-sandbox" title="The mail as it looks" src="/mails/${mail.id}/html"></iframe>`
    : '';
  return layout(
    mail.subject,
    html`<p><a href="/">All mail</a></p><h1>${mail.subject}</h1><dl>${raw(about.join(''))}</dl>${outcome(ended)}${raw(text)}${raw(look)}${answerForm(mail)}`,
  );
}

/** A page to write to a workspace as anybody. */
export const writePage = (): string =>
  layout(
    'Write a mail',
    html`<p><a href="/">All mail</a></p><h1>Write a mail</h1>
      <p class="quiet">It reaches Everthread as if it had come by mail. A workspace’s address stands in its inbox: Settings, Mail.</p>
      <form method="post" action="/mails">
        <label>From <input name="from" required placeholder="Ada &lt;ada@example.com&gt;"></label>
        <label>To <input name="to" required></label>
        <label>Subject <input name="subject" required></label>
        <label>Text <textarea name="text" rows="8" required></textarea></label>
        <button>Send</button>
      </form>`,
  );

const answerForm = (mail: Mail): Html =>
  mail.replyTo
    ? html`<h2>Answer as ${mail.to.join(', ')}</h2><form method="post" action="/mails/${mail.id}/answers">
        <label>Your answer <textarea name="text" rows="5" required></textarea></label><button>Send</button></form>`
    : html``;

/** What became of what was written here. */
function outcome(status: string | null): Html {
  if (status === null) return html``;
  return status === '200'
    ? html`<p role="status">Handed over to Everthread.</p>`
    : html`<p role="alert">Everthread did not take it (${status}).</p>`;
}

const readable = (at: string) => at.replace('T', ' ').replace(/\.\d+Z$/, ' UTC');

const layout = (title: string, body: Html) =>
  `<!doctype html>${html`<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title} · Everthread mailbox</title><link rel="stylesheet" href="/style.css"><main>${body}</main></html>`}`;

/** Addresses in a text become links, so that a mail without HTML can be followed too. */
const linked = (text: string) =>
  text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) =>
      index % 2 === 1 ? html`<a href="${part}" target="_blank" rel="noreferrer">${part}</a>` : escaped(part),
    )
    .join('');

class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString() {
    return this.text;
  }
}

const raw = (text: string | Html) => new Html(String(text));
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Everything put in is escaped, unless it is Html already. */
function html(strings: TemplateStringsArray, ...values: (string | Html)[]): Html {
  const put = (value: string | Html | undefined) => (value instanceof Html ? value.text : escaped(value ?? ''));
  return new Html(strings.map((text, index) => text + (index < values.length ? put(values[index]) : '')).join(''));
}

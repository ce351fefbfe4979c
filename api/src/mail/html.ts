/** Text that is HTML already. Only `html` makes it, so whatever else is put into a mail is escaped. */
export class Html {
  readonly text: string;

  constructor(strings: TemplateStringsArray, values: readonly Part[]) {
    this.text = strings.map((string, at) => string + (at < values.length ? toText(values[at]) : '')).join('');
  }

  toString(): string {
    return this.text;
  }
}

type Part = string | Html | readonly Html[] | undefined | false;

/** Everything put in is escaped, unless it is Html already; what is undefined or false leaves nothing. */
export const html = (strings: TemplateStringsArray, ...values: readonly Part[]): Html => new Html(strings, values);

function toText(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string') return escapeHtml(part);
  return part instanceof Html ? part.text : part.map(({ text }) => text).join('');
}

/** What somebody wrote: its lines, and what in it is an address of the web as a link that shows where it leads. */
export function written(text: string): Html[] {
  return text.split('\n').flatMap((line, at) => [at > 0 ? html`<br>` : html``, ...linked(line)]);
}

const linked = (line: string): Html[] =>
  line
    .split(/(https?:\/\/[^\s<>"'`\\]+[^\s<>"'`\\.,;:!?)\]}])/)
    .map((part, at) =>
      at % 2 === 1 ? html`<a class="link" href="${part}" style="color:#3457d5">${part}</a>` : html`${part}`,
    );

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

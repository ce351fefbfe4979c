import { codeSpan } from './code-span.ts';
import { Line } from './line.ts';

/** What stands around a page's own words, or is none. */
const LEFT_OUT = new Set(
  'script style noscript template svg math iframe object nav header footer aside form button select textarea dialog head'.split(
    ' ',
  ),
);
const BLOCKS = new Set(
  'p div section article main figure figcaption dl dt dd details summary address table tr blockquote ul ol li pre h1 h2 h3 h4 h5 h6 hr'.split(
    ' ',
  ),
);
const MOST_DEPTH = 12;
/** Is shown as it stands. */
const CODES = new Set(['code', 'kbd', 'samp', 'tt', 'var']);

type Attributes = Readonly<Record<string, string>>;
type List = { ordered: boolean; nth: number };

/** Writes what a parser of HTML tells it as markdown. Nothing in the text becomes a mark that was none. */
export class MarkdownWriter {
  readonly #base: URL;
  readonly #lines: string[] = [];
  readonly #lists: List[] = [];
  readonly #hrefs: (string | undefined)[] = [];
  readonly #line = new Line();
  #start = ''; // what the next line begins with, once: a heading's marks, an item's
  #quotes = 0;
  #leftOut = 0;
  #code = 0; // how many `pre` are open
  readonly #span = new Line(); // what stands in code within a line
  #spans = 0;
  #cells: string[] | undefined;
  #rows = 0;

  constructor(base: URL) {
    this.#base = base;
  }

  open(name: string, attributes: Attributes): void {
    if (LEFT_OUT.has(name)) this.#leftOut += 1;
    if (this.#leftOut > 0) return;
    if (BLOCKS.has(name)) this.#endLine(name !== 'li' && name !== 'tr');
    if (CODES.has(name) && this.#code === 0) this.#spans += 1;
    if (/^h[1-6]$/.test(name)) this.#start = `${'#'.repeat(Number(name[1]))} `;
    else if (name === 'ul' || name === 'ol') this.#lists.push({ ordered: name === 'ol', nth: 0 });
    else if (name === 'li') this.#startItem();
    else if (name === 'blockquote') this.#quotes = Math.min(MOST_DEPTH, this.#quotes + 1);
    else if (name === 'pre') {
      this.#code += 1;
      this.#lines.push(`${this.#margin()}\`\`\``);
    } else if (name === 'br') this.#endLine(false);
    else if (name === 'hr') this.#lines.push('', '---', '');
    else if (name === 'table') this.#rows = 0;
    else if (name === 'tr') this.#cells = [];
    else if (name === 'a') this.#openLink(attributes.href);
    else if (this.#isPlain) this.#line.add(MARKS[name] ?? '');
  }

  get #isPlain(): boolean {
    return this.#code === 0 && this.#spans === 0;
  }

  text(text: string): void {
    if (this.#leftOut > 0) return;
    if (this.#code > 0) this.#line.add(text);
    else if (this.#spans > 0) this.#span.add(text);
    else {
      const words = escaped(text.replace(/\s+/g, ' '));
      this.#line.add(this.#line.isEmpty || this.#line.last.endsWith(' ') ? words.trimStart() : words);
    }
  }

  close(name: string): void {
    if (this.#leftOut > 0) {
      if (LEFT_OUT.has(name)) this.#leftOut -= 1;
      return;
    }
    if (name === 'pre') this.#endCode();
    else if (name === 'a') this.#closeLink();
    else if (name === 'td' || name === 'th') this.#endCell();
    else if (name === 'tr') this.#endRow();
    else if (BLOCKS.has(name)) this.#endLine(name !== 'li');
    else if (CODES.has(name)) this.#endSpan(1);
    else if (this.#isPlain) this.#line.add(MARKS[name] ?? '');
    if (name === 'ul' || name === 'ol') this.#lists.pop();
    if (name === 'blockquote') this.#quotes = Math.max(0, this.#quotes - 1);
  }

  end(): string {
    this.#endLine(false);
    return this.#lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  }

  #margin(): string {
    return '> '.repeat(this.#quotes) + '   '.repeat(Math.max(0, Math.min(MOST_DEPTH, this.#lists.length) - 1));
  }

  #startItem(): void {
    const list = this.#lists.at(-1) ?? { ordered: false, nth: 0 };
    list.nth += 1;
    this.#start = list.ordered ? `${list.nth}. ` : '- ';
  }

  /** So many of the codes that are open in this line end: what stood in the outermost of them is written. */
  #endSpan(spans: number): void {
    this.#spans = Math.max(0, this.#spans - spans);
    if (this.#spans > 0) return;
    const span = codeSpan(this.#span.end(), this.#cells !== undefined);
    // Two that touch would be one.
    if (span !== '') this.#line.add(this.#line.last.endsWith('`') ? ` ${span}` : span);
  }

  #endLine(endsBlock: boolean): void {
    if (this.#spans > 0) this.#endSpan(this.#spans);
    if (this.#cells) return; // a row stays one line
    const written = this.#line.end();
    const words = this.#code > 0 ? written : written.trim();
    if (words !== '') {
      const inside = this.#lists.length > 0 && this.#start === '' ? '   ' : '';
      this.#lines.push(this.#margin() + inside + this.#start + (this.#start ? words : unmarked(words)));
      this.#start = '';
    }
    if (endsBlock && this.#lines.at(-1) !== '') this.#lines.push(this.#quotes > 0 ? this.#margin().trimEnd() : '');
  }

  #endCode(): void {
    for (const line of this.#line
      .end()
      .replace(/^\n|\n$/g, '')
      .split('\n')) {
      this.#lines.push(this.#margin() + line.replaceAll('```', "'''"));
    }
    this.#code = Math.max(0, this.#code - 1);
    this.#lines.push(`${this.#margin()}\`\`\``, '');
  }

  #endCell(): void {
    if (this.#spans > 0) this.#endSpan(this.#spans);
    this.#cells?.push(this.#line.end().trim());
  }

  #endRow(): void {
    const cells = this.#cells;
    this.#cells = undefined;
    if (!cells || cells.length === 0) return;
    this.#lines.push(`| ${cells.join(' | ')} |`);
    this.#rows += 1;
    if (this.#rows === 1) this.#lines.push(`|${cells.map(() => '---|').join('')}`);
  }

  #openLink(href: string | undefined): void {
    const url = href && URL.canParse(href, this.#base.href) ? new URL(href, this.#base.href) : undefined;
    const leads = url && /^(https?|mailto|tel):$/.test(url.protocol) && this.#isPlain ? url.href : undefined;
    this.#hrefs.push(leads);
    if (leads) this.#line.add('[');
  }

  #closeLink(): void {
    const href = this.#hrefs.pop();
    if (!href) return;
    if (this.#line.last === '[') this.#line.takeBack();
    else {
      const to = href
        .replace(/[()\s<>|]/g, encodeURIComponent)
        .replaceAll('(', '%28')
        .replaceAll(')', '%29');
      this.#line.add(`](${to})`);
    }
  }
}

const MARKS: Readonly<Record<string, string>> = {
  strong: '**',
  b: '**',
  em: '*',
  i: '*',
  s: '~~',
  del: '~~',
};

const escaped = (text: string): string => text.replace(/[\\`*_[\]<>|]/g, '\\$&');

/** A line that only looks as if it began with a mark. */
const unmarked = (line: string): string =>
  line.replace(/^(#{1,6} |[-+•] |\d{1,9}[.)] |-{3,}|={3,}|~{3,})/, (mark) => `\\${mark}`);

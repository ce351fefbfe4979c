import {
  type Found,
  LONGEST_BODY,
  LONGEST_TITLE,
  type ReadFiles,
  readLanguage,
  readSlug,
  readWordings,
  type Trouble,
} from './found.ts';

const FRONT = /^---[ \t]*\n([\s\S]{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/;
const FIELD = /^([A-Za-z][\w-]{0,40})[ \t]*:[ \t]*(.*)$/;
const TITLE = /^ {0,3}#[ \t]+(.+?)[ \t]*#*[ \t]*$/;

/** An article of a markdown file: what stands before it between dashes says its title, language and address. */
export function readMarkdown(path: string, text: string): ReadFiles {
  const plain = text.replace(/\r\n?/g, '\n');
  const front = FRONT.exec(plain);
  const { fields, lists } = readFields(front?.[1] ?? '');
  const troubles: Trouble[] = [];
  const { title, body } = withTitle(fields, plain.slice(front?.[0].length ?? 0), path);
  if (body.trim() === '') return { found: [], troubles: [{ where: path, kind: 'empty' }] };
  if (body.length > LONGEST_BODY || title.length > LONGEST_TITLE) {
    return { found: [], troubles: [{ where: path, kind: 'too-long' }] };
  }

  const tag = fields.get('lang') ?? fields.get('language') ?? fields.get('locale');
  const language = tag === undefined ? languageInPath(path) : readLanguage(tag);
  if (tag !== undefined && !language) troubles.push({ where: path, kind: 'language' });
  const address = fields.get('slug');
  const slug = address && readSlug(address);
  if (address && !slug) troubles.push({ where: path, kind: 'slug' });
  const wordings = readWordings(lists.get('wordings') ?? []);
  const found: Found = { where: path, title, body, wordings, ...(language && { language }), ...(slug && { slug }) };
  return { found: [found], troubles };
}

/** The few lines of YAML that people write there: `name: value`, and lists with a dash or in brackets. */
function readFields(text: string): { fields: Map<string, string>; lists: Map<string, string[]> } {
  const fields = new Map<string, string>();
  const lists = new Map<string, string[]>();
  let last = '';
  for (const line of text.split('\n')) {
    const [, name, value = ''] = FIELD.exec(line) ?? [];
    const item = /^\s*-\s+(.*)$/.exec(line)?.[1];
    if (name) {
      last = name.toLowerCase();
      const inner = /^\[(.*)\]$/.exec(value.trim())?.[1];
      if (inner !== undefined) lists.set(last, inner.split(',').map(unquoted));
      else if (value.trim()) fields.set(last, unquoted(value));
    } else if (item !== undefined && last) lists.set(last, [...(lists.get(last) ?? []), unquoted(item)]);
  }
  return { fields, lists };
}

function unquoted(value: string): string {
  const text = value.trim();
  const quote = text[0];
  const isQuoted = text.length > 1 && (quote === '"' || quote === "'") && text.endsWith(quote);
  return isQuoted ? text.slice(1, -1).replaceAll(`\\${quote}`, quote).replaceAll("''", "'") : text;
}

/** By its field, or the first heading, which then stands above the article and not in it; else by the file's name. */
function withTitle(fields: ReadonlyMap<string, string>, text: string, path: string): { title: string; body: string } {
  const body = text.replace(/^\s*\n/, '');
  const [first = ''] = body.split('\n', 1);
  const heading = TITLE.exec(first)?.[1];
  const named = fields.get('title');
  const rest = heading !== undefined && (named === undefined || named === heading) ? body.slice(first.length) : body;
  const fileName = path.split('/').at(-1) ?? path;
  const fromName = fileName
    .replace(/(\.[a-z]{2}(-[A-Za-z]{2,4})?)?\.\w+$/, '')
    .replace(/[-_]+/g, ' ')
    .trim();
  return { title: named ?? heading ?? fromName, body: rest.trim() };
}

/** `de/refunds.md` and `refunds.de.md` say their language. */
function languageInPath(path: string): string | undefined {
  const parts = path.split('/');
  const end = /\.([a-z]{2}(?:-[A-Za-z]{2,4})?)\.\w+$/.exec(parts.at(-1) ?? '')?.[1];
  const folders = parts.slice(0, -1).filter((part) => /^[a-z]{2}([-_][A-Za-z]{2,4})?$/.test(part));
  const tag = end ?? folders.at(-1);
  return tag === undefined ? undefined : readLanguage(tag);
}

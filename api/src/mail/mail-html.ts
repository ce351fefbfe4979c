import type { IOptions } from 'sanitize-html';

// Loaded with the first mail that has HTML: it is large, and most of what this Worker is asked has nothing to do with it.
const sanitizer = async () => (await import('sanitize-html')).default;

const MOST_HTML = 500_000;
const COLOR = [/^#[0-9a-f]{3,8}$/i, /^rgba?\([\d\s.,%]{1,40}\)$/i, /^[a-z]{1,30}$/i];
const LENGTH = [/^-?[\d.]{1,8}(px|em|rem|pt|%)?( -?[\d.]{1,8}(px|em|rem|pt|%)?){0,3}$/i, /^auto$/i];
const WORD = [/^[a-z-]{1,30}$/i];

/** What a mail may look like: words, tables, colours. Nothing that runs, loads, leads astray or leaves its place. */
const SHOWN: IOptions = {
  allowedTags:
    `a abbr address b big blockquote br caption center code col colgroup dd del div dl dt em figcaption figure font
    h1 h2 h3 h4 h5 h6 hr i ins kbd li ol p pre q s samp small span strike strong sub sup table tbody td tfoot th thead tr tt u ul`
      .trim()
      .split(/\s+/),
  allowedAttributes: {
    '*': ['style', 'dir', 'lang', 'align'],
    a: ['href', 'target', 'rel'],
    td: ['colspan', 'rowspan', 'bgcolor', 'valign', 'width'],
    th: ['colspan', 'rowspan', 'bgcolor', 'valign', 'width'],
    table: ['cellpadding', 'cellspacing', 'border', 'bgcolor', 'width'],
    font: ['color', 'size'],
  },
  allowedStyles: {
    '*': {
      color: COLOR,
      'background-color': COLOR,
      'font-weight': [/^(\d{3}|[a-z]{4,7})$/i],
      'font-style': WORD,
      'font-size': LENGTH,
      'text-align': WORD,
      'text-decoration': WORD,
      'vertical-align': WORD,
      'white-space': WORD,
      padding: LENGTH,
      margin: LENGTH,
      'border-left': [/^[\d.]{1,5}px (solid|dotted|dashed) (#[0-9a-f]{3,8}|[a-z]{1,30})$/i],
    },
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  nonTextTags: [
    'style',
    'script',
    'textarea',
    'option',
    'noscript',
    'title',
    'head',
    'svg',
    'math',
    'template',
    'xmp',
    'iframe',
  ],
  nestingLimit: 60,
  transformTags: {
    a: (tagName, { href = '' }) => ({
      tagName,
      attribs: { href, target: '_blank', rel: 'noreferrer noopener nofollow' },
    }),
  },
};

/** A mail's HTML as it may be shown in a frame of its own, which runs nothing and loads nothing. */
export async function sanitizeMail(html: string): Promise<string> {
  const sanitize = await sanitizer();
  return sanitize(html.slice(0, MOST_HTML), SHOWN).trim();
}

const BLOCK = 'address blockquote div dd dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table tr ul'.split(' ');
const PLAIN: IOptions = {
  ...SHOWN,
  allowedTags: [...BLOCK, 'br'],
  allowedAttributes: {},
  allowedStyles: {},
  transformTags: {},
};

/** The words of a mail that came as HTML alone, what it quotes with `>` before each line, as in plain text. */
export async function textOfHtml(html: string): Promise<string> {
  const sanitize = await sanitizer();
  const plain = sanitize(html.slice(0, MOST_HTML), PLAIN).replace(/\s+/g, ' ');
  const lines: string[] = [''];
  let depth = 0;
  const begin = () => {
    if (lines.at(-1) !== '> '.repeat(depth)) lines.push('> '.repeat(depth));
  };
  for (const part of plain.split(/(<[^>]*>)/)) {
    const [, closes, tag = ''] = /^<(\/?)([a-z0-9]+)/.exec(part) ?? [];
    if (tag === 'br') lines.push('> '.repeat(depth));
    else if (tag === 'blockquote') {
      depth = Math.min(20, Math.max(0, depth + (closes ? -1 : 1)));
      lines.push('> '.repeat(depth));
    } else if (tag !== '') begin();
    else lines.push(`${lines.pop() ?? ''}${unescaped(part)}`);
  }
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/** The sanitiser writes these and no others. */
const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|nbsp);/g, (all, name: string) => ENTITIES[name] ?? all);

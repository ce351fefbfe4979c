import type { Block } from '@everthread/shared/client/article-blocks';
import type { ArticleInline } from '@everthread/shared/client/article-inline';
import { html } from 'hono/html';

/** What stands in a page: escaped wherever it came from a text. */
export type Markup = ReturnType<typeof html> | '';

type Around = {
  lowest: number; // the article's own highest heading, which stands below its title
  imagesAt: string; // the workspace's own images: no other is ever shown
  label: string; // by which a screen reader calls what can be scrolled
};

/** An article's blocks as elements, and never anything else: each kind of block has one element that is named here. */
export function blockNodes(blocks: readonly Block[], imagesAt: string, label: string): Markup[] {
  const levels = blocks.flatMap((block) => (block.kind === 'heading' ? [block.level] : []));
  return nodesOf(blocks, { lowest: Math.min(6, ...levels), imagesAt, label });
}

const nodesOf = (blocks: readonly Block[], around: Around): Markup[] => blocks.map((block) => nodeOf(block, around));

function nodeOf(block: Block, around: Around): Markup {
  switch (block.kind) {
    case 'heading':
      return headingOf(block, around);
    case 'paragraph':
      return html`<p>${inlines(block.content, around)}</p>`;
    case 'quote':
      return html`<blockquote>${nodesOf(block.blocks, around)}</blockquote>`;
    case 'list':
      return listNode(block, around);
    case 'code':
      return html`<pre dir="ltr" tabindex="0"><code>${block.text}</code></pre>`;
    case 'table':
      return tableNode(block, around);
    case 'rule':
      return html`<hr>`;
    default:
      return block satisfies never;
  }
}

function headingOf({ level, id, content }: Extract<Block, { kind: 'heading' }>, around: Around): Markup {
  const words = inlines(content, around);
  switch (level - around.lowest) {
    case 0:
      return html`<h2 id="${id}">${words}</h2>`;
    case 1:
      return html`<h3 id="${id}">${words}</h3>`;
    default:
      return html`<h4 id="${id}">${words}</h4>`;
  }
}

function listNode({ start, isLoose, items }: Extract<Block, { kind: 'list' }>, around: Around): Markup {
  const rows = items.map((item) => html`<li>${isLoose ? nodesOf(item, around) : tight(item, around)}</li>`);
  if (start === undefined) return html`<ul>${rows}</ul>`;
  return html`<ol start="${start}">${rows}</ol>`;
}

/** Without the space that paragraphs have between them. */
const tight = (item: readonly Block[], around: Around): Markup[] =>
  item.map((block) => (block.kind === 'paragraph' ? html`${inlines(block.content, around)}` : nodeOf(block, around)));

function tableNode({ head, rows, sides }: Extract<Block, { kind: 'table' }>, around: Around): Markup {
  const side = (column: number) => sides[column] ?? 'start';
  const cells = (row: (typeof rows)[number]) =>
    row.map((cell, column) => html`<td class="${side(column)}">${inlines(cell, around)}</td>`);
  return html`<div class="wide" role="region" tabindex="0" aria-label="${around.label}">
<table><thead><tr>${head.map((cell, column) => html`<th class="${side(column)}">${inlines(cell, around)}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${cells(row)}</tr>`)}</tbody></table></div>`;
}

const inlines = (content: readonly ArticleInline[], around: Around): Markup[] =>
  content.map((part) => inlineNode(part, around));

function inlineNode(part: ArticleInline, around: Around): Markup {
  switch (part.kind) {
    case 'text':
      return html`${part.text}`;
    case 'code':
      return html`<code dir="auto">${part.text}</code>`;
    case 'bold':
      return html`<strong>${inlines(part.content, around)}</strong>`;
    case 'italic':
      return html`<em>${inlines(part.content, around)}</em>`;
    case 'struck':
      return html`<s>${inlines(part.content, around)}</s>`;
    case 'link':
      return linkNode(part, around);
    case 'image':
      return html`<img src="${around.imagesAt}${part.name}" alt="${part.alt}" width="${part.width}" height="${part.height}" loading="lazy" decoding="async">`;
    case 'break':
      return html`<br>`;
    default:
      return part satisfies never;
  }
}

/** The reader of the text has let only these through; nothing else ever stands in a page. */
const LEADS = /^(https?:\/\/|mailto:|tel:|#)/i;

function linkNode({ href, content }: Extract<ArticleInline, { kind: 'link' }>, around: Around): Markup {
  const words = inlines(content, around);
  return LEADS.test(href) ? html`<a href="${href}" rel="noopener">${words}</a>` : html`${words}`;
}

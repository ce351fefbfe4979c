import type { Inline } from '@everthread/shared/client/rich-inline';
import { type Block, plainText, readRichText } from '@everthread/shared/client/rich-text';
import { type Direction, directionOf, startOf } from './direction.ts';
import { type Html, html } from './html.ts';

const LINE = '#d0d5dd';

/** What a person wrote, with its light markdown, as the messenger shows it and as old mail programs can draw it. */
export const richHtml = (text: string, around: Direction): Html[] =>
  readRichText(text).map((block, at) => drawBlock(block, at > 0 ? 8 : 0, around));

function drawBlock(block: Block, above: number, around: Direction): Html {
  const dir = directionOf(plainText([block]), around);
  const start = startOf(dir);
  const margin = `margin:${above}px 0 0`;
  switch (block.kind) {
    case 'lines':
      return html`<p dir="${dir}" style="${margin};text-align:${start}">${drawInline(block.content)}</p>`;
    case 'quote':
      return quoted(drawInline(block.content), dir, margin);
    case 'code':
      return html`<pre dir="ltr" style="${margin};text-align:left;white-space:pre-wrap;font:14px/1.5 Menlo,Consolas,monospace">${block.text}</pre>`;
    case 'list': {
      const items = block.items.map((item) => html`<li>${drawInline(item)}</li>`);
      // By its margin, since Word draws no padding of a list.
      const style = `${margin};margin-${start}:24px;padding:0;text-align:${start}`;
      return block.start === undefined
        ? html`<ul dir="${dir}" style="${style}">${items}</ul>`
        : html`<ol dir="${dir}" start="${String(block.start)}" style="${style}">${items}</ol>`;
    }
    default:
      return block satisfies never;
  }
}

/** Words of somebody else, behind a line. */
export const quoted = (words: readonly Html[], dir: Direction, style: string, look = 'quote'): Html =>
  html`<blockquote class="${look}" dir="${dir}" style="${style};padding:0 12px;border-${startOf(dir)}:3px solid ${LINE};text-align:${startOf(dir)};overflow-wrap:anywhere">${words}</blockquote>`;

const drawInline = (parts: readonly Inline[]): Html[] => parts.map(drawPart);

function drawPart(part: Inline): Html {
  switch (part.kind) {
    case 'text':
      return html`${brokenLines(part.text)}`;
    case 'code':
      return html`<code style="font:14px Menlo,Consolas,monospace">${part.text}</code>`;
    case 'bold':
      return html`<strong>${drawInline(part.content)}</strong>`;
    case 'italic':
      return html`<em>${drawInline(part.content)}</em>`;
    case 'link':
      return html`<a class="link" href="${part.href}" style="color:#3457d5">${part.text}</a>`;
    default:
      return part satisfies never;
  }
}

const brokenLines = (text: string): Html[] =>
  text.split('\n').map((line, at) => (at > 0 ? html`<br>${line}` : html`${line}`));

import type { Inline } from '@everthread/shared/client/rich-inline';
import { type Block, readRichText } from '@everthread/shared/client/rich-text';
import { type Html, html } from './html.ts';

const LINE = '#d0d5dd';

/** What a person wrote, with its light markdown, as the messenger shows it and as old mail programs can draw it. */
export const richHtml = (text: string): Html[] =>
  readRichText(text).map((block, at) => drawBlock(block, `margin:${at > 0 ? 8 : 0}px 0 0`));

function drawBlock(block: Block, margin: string): Html {
  switch (block.kind) {
    case 'lines':
      return html`<p dir="auto" style="${margin}">${drawInline(block.content)}</p>`;
    case 'quote':
      return html`<blockquote dir="auto" style="${margin};padding:0 12px;border-inline-start:3px solid ${LINE}">${drawInline(block.content)}</blockquote>`;
    case 'code':
      return html`<pre dir="ltr" style="${margin};white-space:pre-wrap;font:14px/1.5 Menlo,Consolas,monospace">${block.text}</pre>`;
    case 'list': {
      const items = block.items.map((item) => html`<li>${drawInline(item)}</li>`);
      const style = `${margin};padding:0;padding-inline-start:24px`;
      return block.start === undefined
        ? html`<ul dir="auto" style="${style}">${items}</ul>`
        : html`<ol dir="auto" start="${String(block.start)}" style="${style}">${items}</ol>`;
    }
    default:
      return block satisfies never;
  }
}

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

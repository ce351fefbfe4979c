import type { Inline } from '@everthread/shared/client/rich-inline';
import { type Block, readRichText } from '@everthread/shared/client/rich-text';

/** A person's words with their light markdown, as nodes. Nothing in them becomes markup, and nothing is loaded. */
export function RichText({ text }: { text: string }) {
  return <>{readRichText(text).map(drawBlock)}</>;
}

function drawBlock(block: Block) {
  switch (block.kind) {
    case 'lines':
      return <p>{block.content.map(drawInline)}</p>;
    case 'quote':
      return <blockquote>{block.content.map(drawInline)}</blockquote>;
    case 'code':
      return (
        <pre dir="ltr">
          <code>{block.text}</code>
        </pre>
      );
    case 'list': {
      const items = block.items.map((item) => <li>{item.map(drawInline)}</li>);
      return block.start === undefined ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>;
    }
  }
}

function drawInline(part: Inline) {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'code':
      return <code>{part.text}</code>;
    case 'bold':
      return <strong>{part.content.map(drawInline)}</strong>;
    case 'italic':
      return <em>{part.content.map(drawInline)}</em>;
    case 'link':
      return (
        <a href={part.href} target="_blank" rel="noopener noreferrer ugc">
          {part.text}
        </a>
      );
  }
}

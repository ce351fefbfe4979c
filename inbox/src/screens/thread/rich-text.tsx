import type { Inline } from '@everthread/shared/client/rich-inline';
import { type Block, readRichText } from '@everthread/shared/client/rich-text';
import type { ComponentChildren } from 'preact';

/** What a stranger typed, as elements that are named here and no others. */
export function RichText({ text }: { text: string }) {
  return <div class="flex flex-col gap-1.5 text-read">{readRichText(text).map(drawBlock)}</div>;
}

function drawBlock(block: Block): ComponentChildren {
  switch (block.kind) {
    case 'lines':
      return (
        <p dir="auto" class="typed">
          {block.content.map(drawInline)}
        </p>
      );
    case 'quote':
      return (
        <blockquote dir="auto" class="typed border-s-2 border-strong-line ps-2.5">
          {block.content.map(drawInline)}
        </blockquote>
      );
    case 'list': {
      const items = block.items.map((item) => (
        <li dir="auto" class="typed">
          {item.map(drawInline)}
        </li>
      ));
      if (block.start === undefined) return <ul class="list-disc ps-5">{items}</ul>;
      return (
        <ol start={block.start} class="list-decimal ps-6">
          {items}
        </ol>
      );
    }
    case 'code':
      return (
        <pre
          dir="ltr"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          class="max-w-full overflow-x-auto rounded-small bg-ground px-2.5 py-1.5 text-left font-mono text-body"
        >
          {block.text}
        </pre>
      );
    default:
      return block satisfies never;
  }
}

function drawInline(part: Inline): ComponentChildren {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'bold':
      return <strong class="font-semibold">{part.content.map(drawInline)}</strong>;
    case 'italic':
      return <em>{part.content.map(drawInline)}</em>;
    case 'code':
      return <code class="rounded-small bg-ground px-1 font-mono text-body">{part.text}</code>;
    case 'link':
      return (
        <a href={part.href} target="_blank" rel="noopener noreferrer nofollow" class="text-accent underline">
          {part.text}
        </a>
      );
    default:
      return part satisfies never;
  }
}

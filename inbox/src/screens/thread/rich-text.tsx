import type { Inline } from '@everthread/shared/client/rich-inline';
import { type Block, readRichText } from '@everthread/shared/client/rich-text';
import type { ComponentChildren } from 'preact';

/** `hasLinks`: its addresses can be pressed; else they are words. */
type RichTextProps = { text: string; names?: readonly string[]; hasLinks?: boolean };

/** What a stranger typed, as elements that are named here and no others. */
export function RichText({ text, names = [], hasLinks = true }: RichTextProps) {
  const draw = (block: Block) => drawBlock(block, (part) => drawInline(part, names, hasLinks));
  return <div class="flex flex-col gap-1.5 text-read">{readRichText(text).map(draw)}</div>;
}

function drawBlock(block: Block, draw: (part: Inline) => ComponentChildren): ComponentChildren {
  switch (block.kind) {
    case 'lines':
      return (
        <p dir="auto" class="typed">
          {block.content.map(draw)}
        </p>
      );
    case 'quote':
      return (
        <blockquote dir="auto" class="typed border-s-2 border-strong-line ps-2.5">
          {block.content.map(draw)}
        </blockquote>
      );
    case 'list': {
      const items = block.items.map((item) => (
        <li dir="auto" class="typed">
          {item.map(draw)}
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

function drawInline(part: Inline, names: readonly string[], hasLinks: boolean): ComponentChildren {
  switch (part.kind) {
    case 'text':
      return names.length > 0 ? drawNames(part.text, names) : part.text;
    case 'bold':
      return <strong class="font-semibold">{part.content.map((inner) => drawInline(inner, names, hasLinks))}</strong>;
    case 'italic':
      return <em>{part.content.map((inner) => drawInline(inner, names, hasLinks))}</em>;
    case 'code':
      return <code class="rounded-small bg-ground px-1 font-mono text-body">{part.text}</code>;
    case 'link':
      if (!hasLinks) return part.text;
      return (
        <a href={part.href} target="_blank" rel="noopener noreferrer nofollow" class="text-accent underline">
          {part.text}
        </a>
      );
    default:
      return part satisfies never;
  }
}

/** Words in which those who are named stand out. */
function drawNames(text: string, names: readonly string[]): ComponentChildren {
  const all = names.toSorted((a, b) => b.length - a.length).map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return text.split(new RegExp(`(@(?:${all.join('|')}))`, 'u')).map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      <span key={`${at}`} class="rounded-small bg-surface px-1 font-semibold text-accent">
        {part}
      </span>
    ),
  );
}

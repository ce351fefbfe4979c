import { articleBlocks, type Block } from '@everthread/shared/client/article-blocks';
import type { ArticleInline } from '@everthread/shared/client/article-inline';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';

type ArticleViewProps = { markdown: string; imagesAt: string };
type Around = { imagesAt: string; lowest: number };
type Cell = readonly ArticleInline[];

/** An article as its readers see it: elements that are named here and no others, and no images but our own. */
export function ArticleView({ markdown, imagesAt }: ArticleViewProps) {
  const blocks = useMemo(() => articleBlocks(markdown), [markdown]);
  // The title above is the page's second heading: whatever the article begins with is the third.
  const levels = blocks.flatMap((block) => (block.kind === 'heading' ? block.level : []));
  const around: Around = { imagesAt, lowest: Math.min(6, ...levels) };
  return <div class="flex flex-col gap-3 text-read">{blocks.map((block) => drawBlock(block, around))}</div>;
}

const HEADINGS = ['text-large', 'text-title', 'text-read'] as const;
const SIDES = { start: 'text-start', center: 'text-center', end: 'text-end' };

function drawBlock(block: Block, around: Around): ComponentChildren {
  const inline = (content: Cell) => content.map((part) => drawInline(part, around.imagesAt));
  const blocks = (inside: readonly Block[]) => inside.map((one) => drawBlock(one, around));
  switch (block.kind) {
    case 'heading': {
      const Heading = `h${Math.min(6, Math.max(3, block.level - around.lowest + 3))}` as 'h3';
      const size = HEADINGS[block.level - 1] ?? 'text-body';
      return (
        <Heading dir="auto" class={`mt-2 font-semibold ${size}`}>
          {inline(block.content)}
        </Heading>
      );
    }
    case 'paragraph':
      return (
        <p dir="auto" class="typed">
          {inline(block.content)}
        </p>
      );
    case 'quote':
      return (
        <blockquote class="flex flex-col gap-3 border-s-2 border-strong-line ps-2.5 text-soft">
          {blocks(block.blocks)}
        </blockquote>
      );
    case 'list': {
      const items = block.items.map((item) => <li class="ps-1">{blocks(item)}</li>);
      const gap = block.isLoose ? 'gap-3' : 'gap-1';
      if (block.start === undefined) return <ul class={`flex list-disc flex-col ps-6 ${gap}`}>{items}</ul>;
      return (
        <ol start={block.start} class={`flex list-decimal flex-col ps-6 ${gap}`}>
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
          class="max-w-full overflow-x-auto rounded-small bg-raised px-2.5 py-1.5 text-left font-mono text-body"
        >
          {block.text}
        </pre>
      );
    case 'table':
      return (
        <div class="overflow-x-auto">
          <table class="w-full text-body">
            <thead>
              <tr>
                {block.head.map((cell, at) => (
                  <th
                    key={at}
                    scope="col"
                    dir="auto"
                    class={`border-b border-line px-2 py-1.5 font-medium ${SIDES[block.sides[at] ?? 'start']}`}
                  >
                    {inline(cell)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row) => (
                <tr>
                  {row.map((cell, at) => (
                    <td
                      key={at}
                      dir="auto"
                      class={`border-b border-line px-2 py-1.5 ${SIDES[block.sides[at] ?? 'start']}`}
                    >
                      {inline(cell)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    case 'rule':
      return <hr class="border-line" />;
    default:
      return block satisfies never;
  }
}

function drawInline(part: ArticleInline, imagesAt: string): ComponentChildren {
  const inside = (content: Cell) => content.map((inner) => drawInline(inner, imagesAt));
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'break':
      return <br />;
    case 'bold':
      return <strong class="font-semibold">{inside(part.content)}</strong>;
    case 'italic':
      return <em>{inside(part.content)}</em>;
    case 'struck':
      return <s>{inside(part.content)}</s>;
    case 'code':
      return <code class="rounded-small bg-raised px-1 font-mono text-body">{part.text}</code>;
    case 'link':
      return (
        <a href={part.href} target="_blank" rel="noopener noreferrer" class="text-accent underline">
          {inside(part.content)}
        </a>
      );
    case 'image':
      return (
        <img
          src={imagesAt + part.name}
          alt={part.alt}
          width={part.width}
          height={part.height}
          loading="lazy"
          class="h-auto max-w-full rounded-medium"
        />
      );
    default:
      return part satisfies never;
  }
}

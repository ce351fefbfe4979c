import type { Block } from '@everthread/shared/client/article-blocks';
import type { ArticleInline } from '@everthread/shared/client/article-inline';

type ArticleTextProps = { blocks: readonly Block[]; imagesAt: string };

/** An article's blocks as nodes. Nothing in them becomes markup, and no image is loaded but the workspace's own. */
export const ArticleText = ({ blocks, imagesAt }: ArticleTextProps) => (
  <>{blocks.map((block) => drawBlock(block, imagesAt))}</>
);

function drawBlock(block: Block, imagesAt: string) {
  const words = (content: readonly ArticleInline[]) => content.map((part) => drawInline(part, imagesAt));
  switch (block.kind) {
    case 'heading':
      return block.level > 2 ? <h4>{words(block.content)}</h4> : <h3>{words(block.content)}</h3>;
    case 'paragraph':
      return <p>{words(block.content)}</p>;
    case 'quote':
      return (
        <blockquote>
          <ArticleText blocks={block.blocks} imagesAt={imagesAt} />
        </blockquote>
      );
    case 'list': {
      const items = block.items.map((item) => (
        <li>
          <ArticleText blocks={item} imagesAt={imagesAt} />
        </li>
      ));
      return block.start === undefined ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>;
    }
    case 'code':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <pre dir="ltr" tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    case 'table':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <div class="table" tabIndex={0}>
          <table>
            <thead>
              <tr>
                {block.head.map((cell) => (
                  <th>{words(cell)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row) => (
                <tr>
                  {row.map((cell) => (
                    <td>{words(cell)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    case 'rule':
      return <hr />;
  }
}

function drawInline(part: ArticleInline, imagesAt: string) {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'code':
      return <code>{part.text}</code>;
    case 'bold':
      return <strong>{part.content.map((inside) => drawInline(inside, imagesAt))}</strong>;
    case 'italic':
      return <em>{part.content.map((inside) => drawInline(inside, imagesAt))}</em>;
    case 'struck':
      return <s>{part.content.map((inside) => drawInline(inside, imagesAt))}</s>;
    case 'link':
      return (
        <a href={part.href} target="_blank" rel="noopener noreferrer">
          {part.content.map((inside) => drawInline(inside, imagesAt))}
        </a>
      );
    case 'image':
      return <img src={imagesAt + part.name} alt={part.alt} width={part.width} height={part.height} loading="lazy" />;
    case 'break':
      return <br />;
  }
}

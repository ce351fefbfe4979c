import { type Block, plainText } from './rich-text.ts';

/** Words to be kept as plain text: without their marks, but for what tells a list's items and what is quoted apart. */
export const readableText = (blocks: readonly Block[]): string => blocks.map(readable).join('\n');

function readable(block: Block): string {
  if (block.kind === 'quote') return plainText([block]).replace(/^/gm, '> ');
  if (block.kind !== 'list') return plainText([block]);
  const markOf = (at: number) => (block.start === undefined ? '-' : `${block.start + at}.`);
  return block.items.map((content, at) => `${markOf(at)} ${plainText([{ kind: 'lines', content }])}`).join('\n');
}

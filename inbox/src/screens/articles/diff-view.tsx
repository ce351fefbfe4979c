import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useArticleWords } from '../../locales/en-articles.ts';
import type { Piece } from './differences.ts';

type DiffViewProps = { before: string; after: string };

const KEPT_LINES = 2; // around what was changed

/** What was added and taken away from one text to another. Long stretches that are the same are left out. */
export function DiffView({ before, after }: DiffViewProps) {
  const w = useArticleWords().versions;
  const pieces = usePieces(before, after);
  if (!pieces) return <div class="bone h-20" aria-busy="true" />;
  return (
    <div
      dir="auto"
      class="typed max-h-[50dvh] overflow-y-auto rounded-medium border border-line bg-ground p-3 text-body"
    >
      {pieces.map(({ kind, text }, at) => {
        if (kind === 'same') return shortened(text, at > 0, at < pieces.length - 1, w.left);
        const Change = kind === 'added' ? 'ins' : 'del';
        const look =
          kind === 'added' ? 'bg-good-ground text-good no-underline' : 'bg-danger-ground text-danger line-through';
        return (
          <Change class={`rounded-small ${look}`}>
            <span class="sr-only">{kind === 'added' ? w.added : w.removed} </span>
            {text}
          </Change>
        );
      })}
    </div>
  );
}

function usePieces(before: string, after: string): readonly Piece[] | undefined {
  const [pieces, setPieces] = useState<readonly Piece[] | undefined>();
  useEffect(() => {
    let isWanted = true;
    void import('./differences.ts').then(({ differences }) => isWanted && setPieces(differences(before, after)));
    return () => {
      isWanted = false;
    };
  }, [before, after]);
  return pieces;
}

function shortened(
  text: string,
  hasBefore: boolean,
  hasAfter: boolean,
  words: (count: number) => string,
): ComponentChildren {
  const lines = text.split('\n');
  const head = hasBefore ? KEPT_LINES : 0;
  const tail = hasAfter ? KEPT_LINES + 1 : 0;
  const left = lines.length - head - tail;
  if (left < 3) return text;
  return (
    <>
      {lines.slice(0, head).join('\n')}
      <span class="my-1 block text-center text-small text-faint">{words(left)}</span>
      {lines.slice(lines.length - tail).join('\n')}
    </>
  );
}

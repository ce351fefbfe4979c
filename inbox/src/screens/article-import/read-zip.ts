import { unzipSync } from 'fflate';
import type { Trouble, TroubleKind } from './found.ts';

export type Unpacked = { files: readonly { path: string; bytes: Uint8Array }[]; troubles: readonly Trouble[] };

const MOST_FILES = 2_000;
const MOST_BYTES = 30_000_000; // of all files, unpacked
const MOST_BYTES_OF_ONE = 2_000_000;
/** Words become a tenth at best; what becomes a hundredth is there to fill memory. */
const HIGHEST_RATIO = 100;

/** The files of a zip that may be articles. What each says of its length is looked at before it is unpacked. */
export function readZip(name: string, bytes: Uint8Array): Unpacked {
  const troubles: Trouble[] = [];
  const refuse = (path: string, kind: TroubleKind) => {
    troubles.push({ where: path, kind });
    return false;
  };
  let [count, sum] = [0, 0];
  try {
    const unpacked = unzipSync(bytes, {
      filter({ name: path, size, originalSize }) {
        if (!isWanted(path)) return false;
        count += 1;
        if (count > MOST_FILES) return count === MOST_FILES + 1 ? refuse(name, 'too-many') : false;
        if (originalSize > MOST_BYTES_OF_ONE) return refuse(path, 'too-large');
        if (originalSize > 10_000 && originalSize > size * HIGHEST_RATIO) return refuse(path, 'bomb');
        sum += originalSize;
        return sum <= MOST_BYTES || refuse(path, 'too-large');
      },
    });
    const files = Object.entries(unpacked).map(([path, inside]) => ({ path, bytes: inside }));
    return { files: files.toSorted((a, b) => a.path.localeCompare(b.path)), troubles };
  } catch {
    return { files: [], troubles: [...troubles, { where: name, kind: 'no-zip' }] };
  }
}

/** Markdown and tables, and nothing that a system put beside them. */
const isWanted = (path: string): boolean =>
  /\.(md|markdown|mdx|txt|csv)$/i.test(path) &&
  !path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');

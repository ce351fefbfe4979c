import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const guides = join(fileURLToPath(import.meta.url), '../../../docs/guides');

/** The samples of a guide in one language, in order; '' names those that say none. */
export function guideSamples(guide: string, language: string): string[] {
  const text = readFileSync(join(guides, `${guide}.md`), 'utf8');
  const fences = text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm);
  return Array.from(fences, ([, its, code = '']) => (its === language ? code : undefined)).filter(
    (code) => code !== undefined,
  );
}

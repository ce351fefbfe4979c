import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** Checks that what the documents lead to and name is there: files, headings, and scripts of `package.json`. */
export function checkDocuments(): { code: number; output: string } {
  const documents = globSync(['*.md', 'docs/**/*.md'], { cwd: root });
  const problems = documents.flatMap((path) => findLost(path, read(path)));
  return { code: problems.length > 0 ? 1 : 0, output: problems.join('\n') };
}

/** Says what a document leads to or names that is not there. `path`: where it lies, from the root. */
export function findLost(path: string, text: string): string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```/gm, '');
  const lost = [
    ...Array.from(prose.replaceAll(/`[^`\n]+`/g, '').matchAll(/\]\(([^)\s]+)\)/g), ([, to = '']) => to)
      .filter((to) => !/^[a-z]+:/.test(to))
      .filter((to) => !leadsSomewhere(path, to)),
    ...Array.from(prose.matchAll(/`([^`\s]+)`/g), ([, name = '']) => name)
      .filter((name) => OUR_PATH.test(name))
      .filter((name) => !existsSync(join(root, name))),
    ...Array.from(text.matchAll(/npm run ([\w:-]+)/g), ([, script = '']) => script)
      .filter((script) => !(script in scripts))
      .map((script) => `npm run ${script}`),
  ];
  return [...new Set(lost)].map((each) => `  ${path}: ${each} is not there`);
}

const OUR_PATH = /^(api|bench|docs|e2e|inbox|local|shared|widget|\.ci)\/[\w./@-]*$/;
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

function leadsSomewhere(path: string, to: string): boolean {
  const [file = '', heading] = to.split('#');
  const target = file === '' ? path : normalize(join(dirname(path), decodeURI(file)));
  if (!existsSync(join(root, target))) return false;
  return heading === undefined || headingsOf(read(target)).has(heading);
}

/** Under which names a page's headings are reached. */
const headingsOf = (text: string): Set<string> =>
  new Set(
    Array.from(text.matchAll(/^#+ (.+)$/gm), ([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{Letter}\p{Number}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

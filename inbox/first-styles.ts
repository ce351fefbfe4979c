import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Plugin, parseSync } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const EVERYTHING = "source('.')";

/**
 * The stylesheet that the page begins with has what its first picture wears: the classes of the modules which that
 * cannot begin without. With `?inline` the same file has them all, in one order, for what comes later.
 */
export function firstStyles(): Plugin {
  const sheet = at('src/styles.css');
  return {
    name: 'first-styles',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (id !== sheet) return null;
      if (!code.includes(EVERYTHING)) throw new Error(`styles.css no longer takes its classes from ${EVERYTHING}`);
      const sources = reachedFrom(at('src/main.tsx')).map((file) => `@source "./${relative(dirname(sheet), file)}";`);
      return { code: `${code.replace(EVERYTHING, 'source(none)')}\n${sources.join('\n')}`, map: null };
    },
  };
}

function reachedFrom(entry: string): string[] {
  const reached = new Set([entry]);
  for (const file of reached) for (const name of importsOf(file)) reached.add(resolve(dirname(file), name));
  return [...reached].filter((file) => file.endsWith('.tsx') || file.endsWith('.ts'));
}

/** The project's own files of which something is left when this one runs. */
function importsOf(file: string): string[] {
  if (!/\.tsx?$/.test(file) || !existsSync(file)) return [];
  const { module } = parseSync(file, readFileSync(file, 'utf8'));
  const taken = module.staticImports
    .filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType))
    .map(({ moduleRequest }) => moduleRequest.value);
  const handedOn = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) => (moduleRequest && !isType ? [moduleRequest.value] : [])),
  );
  return [...taken, ...handedOn].filter((name) => name.startsWith('.'));
}

import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { parseSync } from 'vite';

/** One file takes something from another, or from a package. With `typeOnly` nothing is left of it when it runs. */
export type Import = { from: string; to: string; typeOnly: boolean };

const root = resolve(import.meta.dirname, '..');
const SOURCE = /\.tsx?$/;
const NOT_SHIPPED = /\.(test|bench)\.tsx?$|\.d\.ts$/;

/** Reads every import between the source files of these folders; paths are from the project's root. */
export async function readImports(folders: readonly string[]): Promise<Import[]> {
  const files = (await Promise.all(folders.map(listSources))).flat();
  return files.flatMap(importsOf);
}

async function listSources(folder: string): Promise<string[]> {
  const entries = await readdir(resolve(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name) && !NOT_SHIPPED.test(entry.name))
    .map((entry) => relative(root, resolve(entry.parentPath, entry.name)));
}

function importsOf(from: string): Import[] {
  const text = readFileSync(resolve(root, from), 'utf8');
  const { module } = parseSync(from, text);
  const statics = module.staticImports.map(({ moduleRequest, entries }) => ({
    name: moduleRequest.value,
    typeOnly: entries.length > 0 && entries.every((entry) => entry.isType),
  }));
  const exports = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap((entry) =>
      entry.moduleRequest ? [{ name: entry.moduleRequest.value, typeOnly: entry.isType }] : [],
    ),
  );
  const dynamics = module.dynamicImports.map(({ moduleRequest: { start, end } }) => ({
    name: text.slice(start + 1, end - 1),
    typeOnly: false,
  }));
  return [...statics, ...exports, ...dynamics].map(({ name, typeOnly }) => ({
    from,
    to: resolveName(from, name),
    typeOnly,
  }));
}

function resolveName(from: string, name: string): string {
  if (name.startsWith('.')) return relative(root, resolve(root, dirname(from), name));
  const [, project, path] = /^@everthread\/(\w+)\/(.+)$/.exec(name) ?? [];
  return project ? `${project}/src/${path}.ts` : name;
}

import { type Import, readImports } from './import-graph.ts';

type Rule = { says: string; forbids(found: Import): boolean };

const within = (path: string, ...folders: string[]) => folders.some((folder) => path.startsWith(`${folder}/`));
const isPackage = (path: string, name: string) => path === name || path.startsWith(`${name}/`);

const NOT_A_FEATURE = /^api\/src\/(db|http|mail|notifications|outbox|pages|realtime|ways-back)\//;
const isVerb = (path: string) =>
  /^api\/src\/[\w-]+\//.test(path) && !NOT_A_FEATURE.test(path) && !/routes\.ts$/.test(path);

/** The import directions of the architecture. */
const rules: Rule[] = [
  {
    says: 'shared imports nothing of ours',
    forbids: ({ from, to }) => within(from, 'shared') && within(to, 'api', 'widget', 'inbox', 'local'),
  },
  {
    says: 'api imports nothing of the browsers, nor of local',
    forbids: ({ from, to }) => within(from, 'api/src') && within(to, 'widget', 'inbox', 'local'),
  },
  {
    says: 'browsers take only types from api',
    forbids: ({ from, to, typeOnly }) => within(from, 'widget', 'inbox') && within(to, 'api') && !typeOnly,
  },
  {
    says: 'widget and inbox do not know each other',
    forbids: ({ from, to }) =>
      (within(from, 'widget') && within(to, 'inbox')) || (within(from, 'inbox') && within(to, 'widget')),
  },
  {
    says: 'a verb imports no hono, no realtime, no notifications',
    forbids: ({ from, to, typeOnly }) =>
      isVerb(from) &&
      !typeOnly &&
      (to === 'hono' || within(to, 'api/src/realtime', 'api/src/notifications', 'api/src/ways-back')),
  },
  {
    says: 'room.ts imports only shared and its own folder',
    forbids: ({ from, to, typeOnly }) =>
      from === 'api/src/realtime/room.ts' && !typeOnly && within(to, 'api') && !within(to, 'api/src/realtime'),
  },
  {
    says: 'only worker.ts knows app.ts, and nobody knows worker.ts',
    forbids: ({ from, to, typeOnly }) =>
      within(from, 'api/src') &&
      ((to === 'api/src/app.ts' && from !== 'api/src/worker.ts' && !typeOnly) || to === 'api/src/worker.ts'),
  },
  {
    says: 'models know no screens and no parts',
    forbids: ({ from, to }) => /\/models\//.test(from) && !within(from, 'shared') && /\/(screens|parts|ui)\//.test(to),
  },
  {
    says: 'ui imports nothing of ours outside ui',
    forbids: ({ from, to }) => within(from, 'inbox/src/ui') && within(to, 'inbox') && !within(to, 'inbox/src/ui'),
  },
  { says: 'parts know no screens', forbids: ({ from, to }) => /\/parts\//.test(from) && /\/screens\//.test(to) },
];

/** Checks the imports of all packages. */
export async function checkImports(): Promise<{ code: number; output: string }> {
  const problems = findProblems(await readImports(['shared/src', 'api/src', 'widget/src', 'inbox/src']));
  return { code: problems.length > 0 ? 1 : 0, output: problems.join('\n') };
}

/** Says which imports go against the architecture, which go in a circle, and which would bring zod into a browser. */
export function findProblems(imports: readonly Import[]): string[] {
  const broken = rules.flatMap(({ says, forbids }) =>
    imports.filter(forbids).map(({ from, to }) => `  ${from} → ${to}: ${says}`),
  );
  const atRuntime = Map.groupBy(
    imports.filter(({ typeOnly }) => !typeOnly),
    ({ from }) => from,
  );
  return [...broken, ...findCircles(atRuntime), ...findZod(atRuntime)];
}

type Graph = ReadonlyMap<string, readonly Import[]>;

function findCircles(graph: Graph): string[] {
  const circles: string[] = [];
  const finished = new Set<string>();
  const visit = (file: string, path: readonly string[]) => {
    const at = path.indexOf(file);
    if (at >= 0) circles.push(`  ${[...path.slice(at), file].join(' → ')}: a circle`);
    if (at >= 0 || finished.has(file)) return;
    for (const { to } of graph.get(file) ?? []) visit(to, [...path, file]);
    finished.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return circles;
}

function findZod(graph: Graph): string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  const visit = (file: string, path: readonly string[]) => {
    if (isPackage(file, 'zod')) found.push(`  ${path.join(' → ')} → zod: would be in a browser's bundle`);
    if (seen.has(file)) return;
    seen.add(file);
    for (const { to } of graph.get(file) ?? []) visit(to, [...path, file]);
  };
  for (const file of graph.keys()) if (within(file, 'widget/src', 'inbox/src')) visit(file, []);
  return found;
}

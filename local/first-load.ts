type Graph = { getModuleInfo(id: string): { importedIds: readonly string[] } | null };

/** For rolldown's groups: what a page cannot begin without is one file, whatever else needs parts of it. */
export function firstLoad(entry: string): (id: string, graph: Graph) => string | null {
  let first: Set<string> | undefined;
  return (id, graph) => {
    first ??= reachedFrom(entry, graph);
    return first.has(id) ? 'first' : null;
  };
}

function reachedFrom(from: string, graph: Graph): Set<string> {
  const reached = new Set([from]);
  for (const id of reached) for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) reached.add(imported);
  return reached;
}

/** Whether so many hits of so many tries are within what 99 of 100 runs would show, if each hits with this chance. */
export function isInside(hits: number, tries: number, chance: number): boolean {
  let below = 0;
  for (let count = 0; count < hits; count += 1) below += probability(count, tries, chance);
  const upTo = below + probability(hits, tries, chance);
  return upTo >= 0.005 && 1 - below >= 0.005;
}

const probability = (hits: number, tries: number, chance: number): number =>
  Math.exp(
    logFactorial(tries) -
      logFactorial(hits) -
      logFactorial(tries - hits) +
      hits * Math.log(chance) +
      (tries - hits) * Math.log(1 - chance),
  );

const logs = [0];

function logFactorial(n: number): number {
  for (let next = logs.length; next <= n; next += 1) logs[next] = (logs[next - 1] ?? 0) + Math.log(next);
  return logs[n] ?? 0;
}

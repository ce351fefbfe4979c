import { average } from './average.ts';
import { likenessOf, vectorsOf } from './vectors.ts';

/** So much alike two questions ask for the same. */
const ALIKE_FROM = 0.32;

/**
 * Puts together what asks for the same, in the order given: each question goes to the group that it is most like on the
 * average, or begins one. Only such as are in one language, where that is known.
 */
export function clusterQuestions<Question extends { text: string; spoken: string | null }>(
  questions: readonly Question[],
): Question[][] {
  const likeness = likenessOf(vectorsOf(questions.map(({ text }) => text)));
  const groups: number[][] = [];
  questions.forEach(({ spoken }, at) => {
    const near = groups
      .map((group) => ({ group, alike: average(group.map((other) => likeness[at]?.[other] ?? 0)) }))
      .filter(({ group }) => {
        const other = questions[group[0] as number]?.spoken ?? null;
        return spoken === null || other === null || spoken === other;
      })
      .toSorted((a, b) => b.alike - a.alike)[0];
    if (near && near.alike >= ALIKE_FROM) near.group.push(at);
    else groups.push([at]);
  });
  return groups.map((group) => group.map((at) => questions[at] as Question));
}

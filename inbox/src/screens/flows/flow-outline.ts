import { branchesOf } from '@everthread/shared/client/flow-steps';
import type { FlowPlan, FlowStep, FlowWords } from '@everthread/shared/models/flow';
import type { FlowCondition, FlowLanguage } from '@everthread/shared/models/flow-condition';
import type { FlowsWords } from '../../locales/en-flows.ts';

/** All that a flow does, in lines to be read and compared: words in the language that is edited first. */
export function outlineOf(plan: FlowPlan, language: FlowLanguage, w: FlowsWords): string {
  return [
    plan.name,
    `${w.begins.title} ${w.begins.triggers[plan.trigger]}`,
    ...(plan.shows ? [`${w.begins.after}: ${plan.shows.afterSeconds}`, spoken(plan.shows.words, language)] : []),
    ...plan.conditions.map((condition) => `  ${conditionLine(condition, w)}`),
    ...linesOf(plan.steps, language, w, ''),
  ].join('\n');
}

function linesOf(steps: readonly FlowStep[], language: FlowLanguage, w: FlowsWords, place: string): string[] {
  return steps.flatMap((step, index) => {
    const number = `${place}${index + 1}`;
    return [
      `${number} ${w.kinds[step.kind]}${said(step, language)}`,
      ...(step.kind === 'if' ? step.conditions.map((condition) => `  ${conditionLine(condition, w)}`) : []),
      ...branchesOf(step).flatMap((inner, branch) => [
        step.kind === 'choose'
          ? `${number}.${branch + 1} ${spoken(step.choices[branch]?.words ?? {}, language)}`
          : `${number}.${branch + 1} ${branch === 0 ? w.so : w.otherwise}`,
        ...linesOf(inner, language, w, `${number}.${branch + 1}.`),
      ]),
    ];
  });
}

/** What is particular to a step beside its branches. */
function said(step: FlowStep, language: FlowLanguage): string {
  const details = Object.entries(step).flatMap(([name, value]) => {
    if (['kind', 'id', 'choices', 'steps', 'otherwise', 'conditions'].includes(name) || value === undefined) return [];
    return name === 'words' ? spoken(value as FlowWords, language) : `${name}: ${[value].flat().join(', ')}`;
  });
  return details.length > 0 ? `: ${details.join(' · ')}` : '';
}

const spoken = (words: FlowWords, language: FlowLanguage): string =>
  Object.entries(words)
    .toSorted(([one]) => (one === language ? -1 : 1))
    .map(([tag, text]) => (tag === language ? text : `[${tag}] ${text}`))
    .join(' / ');

const conditionLine = ({ kind, ...details }: FlowCondition, w: FlowsWords): string =>
  [w.conditions.kinds[kind], ...Object.values(details).map((value) => [value].flat().join(', '))].join(': ');

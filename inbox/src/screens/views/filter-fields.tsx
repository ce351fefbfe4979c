import { PRIORITIES } from '@everthread/shared/client/topic-order';
import type { AgentId, TagId, TeamId } from '@everthread/shared/models/ids';
import type { Priority, WorkStatus } from '@everthread/shared/models/topic';
import type { ViewFilters } from '@everthread/shared/models/view';
import type { ComponentChildren } from 'preact';
import { languageName } from '../../format.ts';
import type { Strings } from '../../locales/en.ts';
import type { RosterModel } from '../../models/roster-model.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PriorityFace } from '../topic/priority-face.tsx';
import { TagDot } from '../topic/tag-dot.tsx';
import { PARTS } from '../topics/view-names.ts';
import { viewWords } from './view-words.ts';

/** What a filter can be about. */
export type FilterField = keyof ViewFilters;
export const FILTER_FIELDS: readonly FilterField[] = [
  'status',
  'assignee',
  'team',
  'tag',
  'visitorTag',
  'mentions',
  'priority',
  'waitingMinutes',
  'language',
  'page',
  'attributes',
  'channel',
];

type Option = { id: string; label: string; face?: ComponentChildren };
export type Known = { roster: RosterModel; ownId: AgentId; t: Strings; language: string };

const LANGUAGES = [
  ...['en', 'zh', 'es', 'ar', 'hi', 'pt', 'bn', 'ru', 'ja', 'de', 'fr', 'ko', 'it', 'tr', 'vi', 'pl', 'uk', 'nl', 'th'],
  ...['id', 'fa', 'he', 'sv', 'da', 'nb', 'fi', 'cs', 'el', 'ro', 'hu', 'ur'],
];
const WAITING_MINUTES = [15, 30, 60, 240, 480, 1_440, 4_320, 10_080];

/** What can be chosen in a field that has a list. */
export function optionsOf(field: FilterField, known: Known): readonly Option[] {
  const w = viewWords();
  const { roster, ownId, t } = known;
  switch (field) {
    case 'status':
      return PARTS.map((id) => ({ id, label: t.topics[id] }));
    case 'assignee':
      return [
        { id: 'me', label: w.me, face: <Icon name="tray" class="mx-0.5 text-faint" /> },
        { id: 'nobody', label: w.nobody, face: <Icon name="nobody" class="mx-0.5 text-faint" /> },
        ...[...roster.agents.value.values()]
          .filter(({ id }) => id !== ownId)
          .map(({ id, name }) => ({ id, label: name, face: <Avatar id={id} name={name} size="tiny" /> })),
      ];
    case 'team':
      return [
        ...[...roster.teams.value.values()].map(({ id, name }) => ({
          id,
          label: name,
          face: <Icon name="people" class="mx-0.5 text-soft" />,
        })),
        { id: 'nobody', label: w.noTeam, face: <Icon name="nobody" class="mx-0.5 text-faint" /> },
      ];
    case 'tag':
    case 'visitorTag':
      return (roster.workspace.value?.tags ?? []).map(({ id, name, color }) => ({
        id,
        label: name,
        face: <TagDot color={color} />,
      }));
    case 'mentions':
      return [{ id: 'me', label: w.me, face: <Icon name="at" class="mx-0.5 text-faint" /> }];
    case 'priority':
      return PRIORITIES.toReversed().map((id) => ({
        id,
        label: id === 'none' ? w.noPriority : w.priority[id],
        face: <PriorityFace priority={id} />,
      }));
    case 'channel':
      return (['messenger', 'mail'] as const).map((id) => ({ id, label: w.channels[id] }));
    case 'language':
      return LANGUAGES.map((id) => ({ id, label: languageName(id, known.language) }));
    case 'waitingMinutes':
      return WAITING_MINUTES.map((minutes) => ({ id: `${minutes}`, label: w.atLeast(minutes) }));
    case 'page':
    case 'attributes':
      return [];
    default:
      return field satisfies never;
  }
}

/** What is typed into a field that has no list, as an option. */
export function typedOption(field: FilterField, typed: string): Option | undefined {
  const w = viewWords();
  const text = typed.trim();
  if (field === 'page' && text) return { id: text, label: w.pageHas(text) };
  const [, key, value] = /^\s*([^=:]+?)\s*[=:]\s*(\S.*?)\s*$/.exec(typed) ?? [];
  if (field === 'attributes' && key && value)
    return { id: JSON.stringify({ key, value }), label: w.attributeIs(key, value) };
  return undefined;
}

/** The ids of what a field has chosen. */
export function chosenIn(filters: ViewFilters, field: FilterField): readonly string[] {
  if (field === 'attributes') return (filters.attributes ?? []).map(({ key, value }) => JSON.stringify({ key, value }));
  if (field === 'page') return filters.page === undefined ? [] : [filters.page];
  if (field === 'waitingMinutes') return filters.waitingMinutes === undefined ? [] : [`${filters.waitingMinutes}`];
  return filters[field] ?? [];
}

/** The filters with another choice in a field; without the field where nothing is chosen. */
export function withChosen(filters: ViewFilters, field: FilterField, ids: readonly string[]): ViewFilters {
  const { [field]: _, ...rest } = filters;
  const [first] = ids;
  if (first === undefined) return rest;
  switch (field) {
    case 'page':
      return { ...rest, page: first };
    case 'waitingMinutes':
      return { ...rest, waitingMinutes: Number(first) };
    case 'attributes':
      return { ...rest, attributes: ids.map((id) => JSON.parse(id)) };
    default:
      return { ...rest, [field]: ids as (WorkStatus & Priority & AgentId & TeamId & TagId)[] };
  }
}

/** A choice in words. */
export function nameOfChosen(field: FilterField, id: string, known: Known): string {
  const w = viewWords();
  if (field === 'page') return w.pageHas(id);
  if (field === 'attributes') {
    const { key, value } = JSON.parse(id) as { key: string; value: string };
    return w.attributeIs(key, value);
  }
  if (field === 'waitingMinutes') return w.atLeast(Number(id));
  if (field === 'language') return languageName(id, known.language);
  const found = optionsOf(field, known).find((option) => option.id === id)?.label;
  if (found !== undefined) return found;
  return field === 'assignee' ? (known.roster.nameOfAgent(id as AgentId) ?? w.somebody) : w.somethingGone;
}

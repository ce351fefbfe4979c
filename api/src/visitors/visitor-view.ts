import type { TagId } from '@everthread/shared/models/ids';
import type { Visitor } from '@everthread/shared/models/visitor';
import type { Attribute, VisitorDetails, VisitorMerge } from '@everthread/shared/models/visitor-details';
import { UNDO_MERGE_DAYS } from '@everthread/shared/models/visitor-merge';
import { getTableColumns } from 'drizzle-orm';
import { type visitorKeys, visitors } from '../db/schema/visitors.ts';
import type { Reason } from '../mail/suppressions.ts';
import type { MergeRow, ToldRow } from './get-visitor.ts';

type Row = typeof visitors.$inferSelect;

// Whoever only shows who somebody is need not carry all that is known of him.
const {
  pages: _pages,
  attributes: _attributes,
  privateAttributes: _private,
  attributeSources: _sources,
  ...columns
} = getTableColumns(visitors);
export const visitorColumns = columns;

/** What the team gets of a visitor. */
export const toVisitor = (
  row: Omit<Row, 'pages' | 'attributes' | 'privateAttributes' | 'attributeSources'>,
): Visitor => ({
  id: row.id,
  name: row.shownName,
  email: row.shownEmail,
  identity: row.identity,
  pageUrl: row.pageUrl,
  pageTitle: row.pageTitle,
  referrer: row.referrer,
  language: row.language,
  timeZone: row.timeZone,
  firstSeenAt: row.firstSeenAt.toISOString(),
  lastSeenAt: row.lastSeenAt.toISOString(),
});

type DeviceRow = Pick<typeof visitorKeys.$inferSelect, 'createdAt' | 'lastUsedAt' | 'provenBy'>;

/** What the team gets to know of a visitor who is looked at closely. */
export const toVisitorDetails = (
  row: Row & { tagIds: TagId[]; merges: readonly MergeRow[]; told: readonly ToldRow[] },
  devices: readonly DeviceRow[],
  now: Date,
  suppressed: Reason | null,
): VisitorDetails => ({
  visitor: toVisitor(row),
  externalId: row.externalId,
  said: { name: row.name, email: row.email },
  noted: { name: row.notedName, email: row.notedEmail },
  mail: mailOf(row, suppressed),
  attributes: attributesOf(row),
  told: row.told.map(({ name, value, at }) => ({ name, value, at: new Date(at).toISOString() })),
  devices: devices.map(({ createdAt, lastUsedAt, provenBy }) => ({
    firstUsedAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt.toISOString(),
    isProven: provenBy !== null,
  })),
  pages: [...row.pages].reverse(),
  tagIds: row.tagIds,
  merges: row.merges.map((merge) => toMerge(merge, now)),
});

function mailOf({ mailAddress, mailProof, mailProvenBy }: Row, suppressed: Reason | null): VisitorDetails['mail'] {
  if (mailAddress === null) return null;
  return {
    address: mailAddress,
    proof: mailProof === 'proven' ? (mailProvenBy ?? 'proven') : 'claimed',
    stopped: suppressed === null || suppressed === 'unsubscribed' ? suppressed : 'unreachable',
  };
}

function toMerge({ id, mergedId, mergedName, agentId, at }: MergeRow, now: Date): VisitorMerge {
  const until = new Date(Date.parse(at) + UNDO_MERGE_DAYS * 24 * 60 * 60 * 1000);
  const undoUntil = until > now ? until.toISOString() : null;
  return { id, mergedId, name: mergedName, agentId, at: new Date(at).toISOString(), undoUntil };
}

/** The workspace's own fields, by name: the site's where it says what stands there. */
export function attributesOf(row: Pick<Row, 'attributes' | 'privateAttributes' | 'attributeSources'>): Attribute[] {
  const each = (fields: Readonly<Record<string, unknown>>, isPrivate: boolean) =>
    Object.entries(fields).map(([name, value]) => ({
      name,
      value: asValue(value),
      isPrivate,
      ...(!isPrivate && sourceOf(row.attributeSources, name, value)),
    }));
  return [...each(row.attributes, false), ...each(row.privateAttributes, true)].toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  );
}

function sourceOf(sources: Row['attributeSources'], name: string, value: unknown): Pick<Attribute, 'source'> {
  const said = Object.hasOwn(sources, name) ? sources[name] : undefined;
  return said && said.value === value ? { source: said.by } : {};
}

const asValue = (value: unknown): Attribute['value'] =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : JSON.stringify(value);

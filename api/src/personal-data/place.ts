import type { ErasedKind } from '@everthread/shared/models/personal-data';
import type { SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { uuids } from '../db/lists.ts';
import type { SearchKind } from '../db/schema/search.ts';

/** Somebody, as two arrays of ids in SQL: under what he is or was known, and his threads. */
export type Him = { visitorIds: SQL; threadIds: SQL };

/** Under what somebody is known, and was before others became part of him. */
export type Known = { visitorIds: readonly string[]; threadIds: readonly string[] };

/**
 * A table in which something of a visitor lies. Its rows that are his go with him. Each column that holds more than an
 * id, a number or a time is in one of the three lists.
 */
export type Place = {
  table: PgTable;
  kind: ErasedKind;
  /** Which of its rows are his, over the row as `each`. */
  isHis: (him: Him) => SQL;
  /** What he may have of it himself, and of which rows. */
  own?: { columns: readonly string[]; which?: SQL };
  /** What the team may have of it besides. */
  team?: readonly string[];
  /** What nobody is told: keys, hashes, what only we read. */
  silent?: readonly string[];
  /** As what its rows can be found. */
  finds?: SearchKind;
  /** Its rows lead to files. */
  hasFiles?: true;
  /** By what a part of his rows is told from the rest, where it matters which go first. */
  first?: SQL;
};

export const himOf = ({ visitorIds, threadIds }: Known): Him => ({
  visitorIds: uuids(visitorIds),
  threadIds: uuids(threadIds),
});

import { type SQL, sql } from 'drizzle-orm';
import { articleVectors } from '../db/schema/article-index.ts';
import type { PackedVector } from './packed-vectors.ts';

/**
 * By which model a question is compared: what another has made is not looked at. `signs`: in which direction its meaning lies;
 * without them only what words have found comes with its vectors.
 */
export type Near = Pick<PackedVector, 'dimensions'> & { model: string; signs?: string };

const PASSAGES = 40;

/** Docs that lie nearest are looked at, whatever their words. */
export const NEAR_DOCS = 12;

/**
 * The CTE `near`, where a meaning is asked for: the passages whose vectors have the most signs in common with the question's,
 * out of the `place`s that may be looked at. Each place is a range of the key, so nothing else can push them out.
 */
export const findNear = (workspaceId: string, near: Near | undefined, others: SQL): SQL =>
  near?.signs
    ? sql`near as materialized (
      select found.passage, found.passage / 1024 as doc, row_number() over (order by found.apart, found.passage) as nth
      from place cross join lateral (
        select passage, bit_count(signs # ${near.signs}::varbit) as apart from ${articleVectors} vector
        where vector.workspace_id = ${workspaceId} and vector.model = ${near.model} and vector.dimensions = ${near.dimensions}::integer
          and vector.spoken = place.spoken and vector.audience = place.audience ${others}
        offset 0
      ) found
      order by found.apart, found.passage limit ${PASSAGES}
    ),`
    : sql``;

/** A column over `passage`: its whole vector by that model, in base64. */
export const bytesOf = (workspaceId: string, near: Near | undefined, passage: SQL): SQL =>
  near
    ? sql`(select encode(vector.bytes, 'base64') from (
          select * from ${articleVectors} own where own.workspace_id = ${workspaceId} and own.passage = ${passage} offset 0
        ) vector where vector.model = ${near.model} and vector.dimensions = ${near.dimensions}::integer)`
    : sql`null::text`;

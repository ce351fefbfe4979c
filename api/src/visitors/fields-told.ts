import { MOST_ATTRIBUTES } from '@everthread/shared/models/visitor-details';
import { type SQL, sql } from 'drizzle-orm';
import type { ToldAttributes } from '../context.ts';

/** `attributes` and `attribute_sources` of somebody who is new. */
export function firstFields(told: ToldAttributes | undefined): SQL {
  const { by = 'claimed', pairs = [] } = told ?? {};
  const values = Object.fromEntries(pairs);
  const sources = Object.fromEntries(pairs.map(([name, value]) => [name, { by, value }]));
  return sql`${JSON.stringify(values)}::jsonb, ${JSON.stringify(sources)}::jsonb`;
}

/**
 * What the site has said of `visitor` under names that still stand, or are among `kept`: a field that an agent has removed
 * is remembered for his undo until anybody next writes here.
 */
export const sourcesThatStand = (kept: SQL = sql`'{}'::text[]`): SQL => sql`(visitor.attribute_sources - array(
  select jsonb_object_keys(visitor.attribute_sources) except select jsonb_object_keys(visitor.attributes)
  except select unnest(${kept})))`;

/**
 * The same two of `visitor`, with what the site tells now. What it signed goes over all but what is private; what is
 * only claimed, over nothing but claims. Of new names as many as there is room for, in their order.
 */
export function fieldsWith(told: ToldAttributes | undefined): SQL {
  if (!told) return sql`visitor.attributes, ${sourcesThatStand()}`;
  const isOpen =
    told.by === 'signed'
      ? sql`true`
      : sql`not visitor.attributes ? told.name or visitor.attribute_sources -> told.name
          = jsonb_build_object('by', 'claimed', 'value', visitor.attributes -> told.name)`;
  const taken = (column: string) => sql.raw(`(select count(*) from jsonb_object_keys(visitor.${column}))`);
  const heard = (before: SQL, value: SQL) => sql`${before} || coalesce((
      select jsonb_object_agg(open.name, ${value}) from (
        select told.name, told.value, visitor.attributes ? told.name as stands,
          row_number() over (partition by visitor.attributes ? told.name order by told.nth) as nth
        from (select pair ->> 0 as name, pair -> 1 as value, nth
          from jsonb_array_elements(${JSON.stringify(told.pairs)}::jsonb) with ordinality each (pair, nth)) told
        where not visitor.private_attributes ? told.name and (${isOpen})
      ) open
      where open.stands or open.nth <= ${MOST_ATTRIBUTES} - ${taken('attributes')} - ${taken('private_attributes')}), '{}')`;
  return sql`${heard(sql`visitor.attributes`, sql`open.value`)},
    ${heard(sourcesThatStand(), sql`jsonb_build_object('by', ${told.by}::text, 'value', open.value)`)}`;
}

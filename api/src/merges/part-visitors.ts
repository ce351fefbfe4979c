import { type SQL, sql } from 'drizzle-orm';
import { tags } from '../db/schema/topics.ts';
import { visitorTags } from '../db/schema/visitor-tags.ts';
import { visitorKeys, visitors } from '../db/schema/visitors.ts';

const COLUMNS = `workspace_id, id, name, email, noted_name, noted_email, external_id, identity, page_url, page_title,
  referrer, language, time_zone, mail_address, mail_proof, mail_proven_by, attributes, private_attributes, attribute_sources, pages,
  first_seen_at, last_seen_at, former_ids`;

/** What the merge has made of it is taken back, unless somebody has changed it since. */
const field = (column: string): SQL =>
  sql.raw(
    `${column} = case when kept.${column} is not distinct from after.${column} then before.${column} else kept.${column} end`,
  );

/** The same of what a visitor says of himself, unless it was proven since: that is not of the merge's making. */
const claim = (column: string): SQL =>
  sql.raw(`${column} = case when kept.identity = 'verified' and before.identity = 'claimed'
        or kept.${column} is distinct from after.${column} then kept.${column} else before.${column} end`);

/** The same of each of the workspace's fields: as it was, where it is still what the merge has made of it. */
const fields = (column: string): SQL =>
  sql.raw(`${column} = coalesce((
        select jsonb_object_agg(name, coalesce(
          case when kept.${column} -> name is not distinct from after.${column} -> name
            then before.${column} -> name else kept.${column} -> name end, 'null'))
        from jsonb_object_keys(kept.${column} || before.${column}) name
        where case when kept.${column} -> name is not distinct from after.${column} -> name
          then before.${column} ? name else kept.${column} ? name end), '{}')`);

/** A visitor as he was written down, also before there was a word of the site's. */
const asRow = (visitor: string) => `jsonb_populate_record(null::visitors, '{"attribute_sources":{}}' || (${visitor}))`;

const inState = (state: 'before' | 'after'): SQL =>
  sql.raw(
    `lateral ${asRow(state === 'before' ? `merge.before -> 'kept' -> 'visitor'` : `merge.after -> 'visitor'`)} ${state}`,
  );

/** Parts of the statement that undoes a merge: the one visitor is there again as he was, with the browsers that were his. */
export const partVisitors: SQL = sql`
    visitor_again as (
      insert into ${visitors} (${sql.raw(COLUMNS)})
      select ${sql.raw(COLUMNS.replace(/(\w+)/g, 'again.$1'))} from merge cross join lateral
        ${sql.raw(asRow(`merge.before -> 'merged' -> 'visitor'`))} again
    ),
    kept_again as (
      update ${visitors} kept set ${claim('name')}, ${claim('email')}, ${field('noted_name')}, ${field('noted_email')},
        ${fields('attributes')}, ${fields('private_attributes')}, ${fields('attribute_sources')}, ${field('pages')}, ${field('first_seen_at')},
        ${field('last_seen_at')}, ${field('mail_address')}, ${field('mail_proof')}, ${field('mail_proven_by')},
        former_ids = nullif(array(
          select former from unnest(kept.former_ids) former where former <> merge.merged_id
            and not coalesce(merge.before -> 'merged' -> 'visitor' -> 'former_ids' ? former::text, false)), '{}')
      from merge, ${inState('before')}, ${inState('after')}
      where kept.workspace_id = merge.workspace_id and kept.id = merge.kept_id
    ),
    parted_keys as (
      update ${visitorKeys} device set visitor_id = merge.merged_id from merge
      where device.workspace_id = merge.workspace_id and device.visitor_id = merge.kept_id
        and merge.before -> 'merged' -> 'keys' ? device.key_hash
    ),
    tags_again as (
      insert into ${visitorTags} (workspace_id, visitor_id, tag_id)
      select merge.workspace_id, merge.merged_id, tag.id
      from merge join ${tags} tag on tag.workspace_id = merge.workspace_id
      where merge.before -> 'merged' -> 'tags' ? tag.id::text
    ),
    tags_gone as (
      delete from ${visitorTags} tagged using merge
      where tagged.workspace_id = merge.workspace_id and tagged.visitor_id = merge.kept_id
        and merge.before -> 'merged' -> 'tags' ? tagged.tag_id::text
        and not merge.before -> 'kept' -> 'tags' ? tagged.tag_id::text
    )`;

import { type SQL, sql } from 'drizzle-orm';
import { outbox } from '../db/schema/outbox.ts';
import { type SearchKind, searchQueue } from '../db/schema/search.ts';
import type { OutboxEvent } from '../outbox/events.ts';

/** Which events change what can be found, and the field that says of what, or of which. */
const CHANGES: Partial<Record<OutboxEvent['type'], [kind: SearchKind, field: string]>> = {
  'message.sent': ['m', 'messageId'],
  'message.changed': ['m', 'messageId'],
  'topic.changed': ['t', 'topicId'],
  'thread.rearranged': ['t', 'topicIds'],
  'visitor.changed': ['v', 'visitorId'],
  'thread.joined': ['v', 'joinedVisitorId'],
  'visitors.merged': ['v', 'visitorIds'],
};

// Words of ours, and always the same: written once, where values would be written and sent each time.
const changes = sql.raw(
  Object.entries(CHANGES)
    .map(([type, [kind, field]]) => `('${type}', '${kind}', '${field}')`)
    .join(', '),
);

/**
 * Ends events that are done. What they changed is put down to be looked through later, in the same statement, so that
 * search costs a message no trip of its own.
 */
export const deleteDone = (which: SQL, now: Date) => sql`
  with done as (delete from ${outbox} where ${which} returning workspace_id, type, payload)
  insert into ${searchQueue} as queued (workspace_id, kind, source_id, at)
  select distinct done.workspace_id, change.kind, source::uuid, ${now.toISOString()}::timestamptz
  from done join (values ${changes}) change(type, kind, field) on change.type = done.type
    cross join lateral jsonb_array_elements_text(case jsonb_typeof(done.payload -> change.field)
      when 'array' then done.payload -> change.field else jsonb_build_array(done.payload -> change.field) end) source
  on conflict (workspace_id, kind, source_id) do update set version = queued.version + 1`;

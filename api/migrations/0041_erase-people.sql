CREATE TABLE "erasures" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"asked_by" text NOT NULL,
	"agent_id" uuid,
	"asked_at" timestamp with time zone NOT NULL,
	"visitor_ids" uuid[] NOT NULL,
	"thread_ids" uuid[] NOT NULL,
	"file_keys" text[] DEFAULT '{}' NOT NULL,
	"counts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"done_at" timestamp with time zone,
	CONSTRAINT "erasures_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "erasures_asked_by" CHECK ("erasures"."asked_by" in ('visitor', 'agent', 'age')),
	CONSTRAINT "erasures_agent" CHECK (("erasures"."asked_by" = 'agent') = ("erasures"."agent_id" is not null))
);
--> statement-breakpoint
ALTER TABLE "erasures" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "visitor_ids" uuid[];--> statement-breakpoint
ALTER TABLE "visitors" ADD COLUMN "former_ids" uuid[];--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_workspace_id_agent_id_agents_workspace_id_id_fk" FOREIGN KEY ("workspace_id","agent_id") REFERENCES "public"."agents"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "erasures_workspace_id_asked_at_id_index" ON "erasures" USING btree ("workspace_id","asked_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "erasures_going_on" ON "erasures" USING btree ("workspace_id") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "visitors_unproven" ON "visitors" USING btree ("first_seen_at") WHERE identity = 'claimed';--> statement-breakpoint
CREATE POLICY "own_workspace" ON "erasures" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
create or replace function store_search_docs(given jsonb) returns void language plpgsql as $$
declare
  ws uuid := current_workspace();
  lost text[];
begin
  -- One at a time: what each adds and takes away is reckoned against what is there.
  perform pg_advisory_xact_lock(hashtextextended('search:' || ws, 0));

  -- Whoever read it may have done so before it was erased: what is gone is found by nothing.
  select jsonb_agg(case when case doc ->> 'kind'
      when 'm' then exists (select from messages where workspace_id = ws and id = (doc ->> 'sourceId')::uuid)
      when 't' then exists (select from topics where workspace_id = ws and id = (doc ->> 'sourceId')::uuid)
      else exists (select from visitors where workspace_id = ws and id = (doc ->> 'sourceId')::uuid)
    end then doc else doc - 'tokens' end) into given
  from jsonb_array_elements(given) doc;

  select array_agg(distinct word) into lost
  from jsonb_to_recordset(given) as wanted(kind text, "sourceId" uuid, tokens text[])
    join search_docs old on old.workspace_id = ws and old.kind = wanted.kind and old.source_id = wanted."sourceId"
    cross join unnest(old.tokens) word
  where word <> all (coalesce(wanted.tokens, '{}'));

  with wanted as (
    select kind, "sourceId" as source_id, version, at, coalesce(tokens, '{}') as tokens
    from jsonb_to_recordset(given) as wanted(kind text, "sourceId" uuid, version integer, at bigint, tokens text[])
  ),
  numbered as (
    select wanted.kind, wanted.source_id, wanted.tokens, coalesce(old.tokens, '{}') as old_tokens, old.doc is null as is_new,
      coalesce(old.doc, (wanted.at << 20) | (nextval('search_doc_numbers') & 1048575)) as doc
    from wanted left join search_docs old
      on old.workspace_id = ws and old.kind = wanted.kind and old.source_id = wanted.source_id
  ),
  unqueued as (
    delete from search_queue queued using wanted
    where queued.workspace_id = ws and queued.kind = wanted.kind and queued.source_id = wanted.source_id
      and queued.version = wanted.version
  ),
  added as (select kind, doc, unnest(tokens) as token from numbered except all select kind, doc, unnest(old_tokens) from numbered),
  removed as (select kind, doc, unnest(old_tokens) as token from numbered except all select kind, doc, unnest(tokens) from numbered),
  stored as (
    insert into search_docs (workspace_id, kind, doc, source_id, tokens)
    select ws, kind, doc, source_id, tokens from numbered where is_new and tokens <> '{}'
  ),
  changed as (
    update search_docs old set tokens = numbered.tokens from numbered
    where old.workspace_id = ws and old.kind = numbered.kind and old.doc = numbered.doc
      and numbered.tokens <> '{}' and numbered.tokens <> numbered.old_tokens
  ),
  forgotten as (
    delete from search_docs old using numbered
    where old.workspace_id = ws and old.kind = numbered.kind and old.doc = numbered.doc and numbered.tokens = '{}'
  ),
  posted as (
    insert into search_postings (workspace_id, kind, token, doc) select ws, kind, token, doc from added
    on conflict do nothing
  ),
  unposted as (
    delete from search_postings posting using removed
    where posting.workspace_id = ws and posting.kind = removed.kind and posting.token = removed.token
      and posting.doc = removed.doc
  ),
  counted as (
    select kind, token, sum(count)::integer as count
    from (select kind, token, 1 as count from added union all select kind, token, -1 from removed) one
    group by kind, token
  ),
  known as (
    insert into search_tokens as known (workspace_id, kind, token, docs)
    select ws, kind, token, count from counted where count <> 0 order by kind, token
    on conflict (workspace_id, kind, token) do update set docs = known.docs + excluded.docs
    returning kind, token, docs, (xmax = 0) as is_new
  )
  insert into search_spellings (workspace_id, kind, spelling, token)
  select ws, kind, wrong, token from known, search_spellings_of(token) wrong where is_new
  on conflict do nothing;

  if lost is null then return; end if;
  -- Words that are nowhere any more.
  with gone as (
    delete from search_tokens known
    where known.workspace_id = ws and known.kind in ('m', 't', 'v') and known.token = any (lost) and known.docs <= 0
    returning known.kind, known.token
  )
  delete from search_spellings known using gone, search_spellings_of(gone.token) wrong
  where known.workspace_id = ws and known.kind = gone.kind and known.spelling = wrong and known.token = gone.token;
end $$;--> statement-breakpoint
-- The one way to change what the log has said: the names of visitors who are erased are taken out of it, and no more.
-- Lines from before it was noted whom they name are known by the names. Tells of how many.
create function forget_in_audit(erased uuid[], names text[]) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  blanked integer;
begin
  update audit_log set details = details - '{subject,from,to}'::text[], visitor_ids = null
  where workspace_id = current_workspace() and (visitor_ids && erased
    or (visitor_ids is null and what in ('visitor.changed', 'visitor.merged', 'visitor.parted')
      and (details ->> 'subject' = any (names) or details ->> 'from' = any (names) or details ->> 'to' = any (names))));
  get diagnostics blanked = row_count;
  return blanked;
end $$;--> statement-breakpoint
-- The cron's look across workspaces: in which of them there are unproven visitors who were not here for so long, and with
-- whom nobody has spoken since. It learns ids and nothing else.
create function workspaces_with_unseen_visitors(before timestamptz, at_most integer) returns setof uuid
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query
    select distinct visitor.workspace_id from visitors visitor
    where visitor.identity = 'claimed' and visitor.first_seen_at < before and visitor.last_seen_at < before
      and visitor.mail_proof is distinct from 'proven'
      and not exists (select from threads thread
        join topics topic on topic.workspace_id = thread.workspace_id and topic.thread_id = thread.id
        where thread.workspace_id = visitor.workspace_id and thread.visitor_id = visitor.id
          and topic.last_message_at >= before)
      and not exists (select from erasures erasure
        where erasure.workspace_id = visitor.workspace_id and erasure.done_at is null
          and visitor.id = any (erasure.visitor_ids))
    limit at_most;
end $$;

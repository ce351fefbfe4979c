CREATE TABLE "search_docs" (
	"workspace_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"doc" bigint NOT NULL,
	"source_id" uuid NOT NULL,
	"tokens" text[] NOT NULL,
	CONSTRAINT "search_docs_workspace_id_kind_doc_pk" PRIMARY KEY("workspace_id","kind","doc"),
	CONSTRAINT "search_docs_workspaceId_kind_sourceId_unique" UNIQUE("workspace_id","kind","source_id"),
	CONSTRAINT "search_docs_kind" CHECK ("search_docs"."kind" in ('m', 't', 'v'))
);
--> statement-breakpoint
ALTER TABLE "search_docs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "search_postings" (
	"workspace_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"token" text collate "C" NOT NULL,
	"doc" bigint NOT NULL,
	CONSTRAINT "search_postings_workspace_id_kind_token_doc_pk" PRIMARY KEY("workspace_id","kind","token","doc")
);
--> statement-breakpoint
ALTER TABLE "search_postings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "search_queue" (
	"workspace_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"source_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "search_queue_workspace_id_kind_source_id_pk" PRIMARY KEY("workspace_id","kind","source_id")
);
--> statement-breakpoint
ALTER TABLE "search_queue" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "search_spellings" (
	"workspace_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"spelling" text collate "C" NOT NULL,
	"token" text collate "C" NOT NULL,
	CONSTRAINT "search_spellings_workspace_id_kind_spelling_token_pk" PRIMARY KEY("workspace_id","kind","spelling","token")
);
--> statement-breakpoint
ALTER TABLE "search_spellings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "search_tokens" (
	"workspace_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"token" text collate "C" NOT NULL,
	"docs" integer NOT NULL,
	CONSTRAINT "search_tokens_workspace_id_kind_token_pk" PRIMARY KEY("workspace_id","kind","token")
);
--> statement-breakpoint
ALTER TABLE "search_tokens" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "search_docs" ADD CONSTRAINT "search_docs_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_queue" ADD CONSTRAINT "search_queue_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "search_queue_workspace_id_at_index" ON "search_queue" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE POLICY "own_workspace" ON "search_docs" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "search_postings" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "search_queue" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "search_spellings" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "search_tokens" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
-- The number of a thing that can be found: by its time first, so that the newest come first wherever numbers are in order.
create sequence search_doc_numbers as bigint cycle;
--> statement-breakpoint

-- A word with one letter left out, each in turn: two words that share one of these, or of which one is among the other's,
-- are a slip of the finger apart. Only of words whose letters can slip.
create function search_spellings_of(word text) returns setof text language sql immutable parallel safe as $$
  select distinct left(word, at - 1) || substr(word, at + 1) from generate_series(1, char_length(word)) at
  where char_length(word) between 4 and 20 and word !~ '[0-9]'
$$;
--> statement-breakpoint

-- Whether one letter more, less, another, or two neighbours changed make the one of the other.
create function search_is_slip(one text, other text) returns boolean language plpgsql immutable parallel safe as $$
declare
  shorter text := case when char_length(one) <= char_length(other) then one else other end;
  longer text := case when char_length(one) <= char_length(other) then other else one end;
  size integer := char_length(shorter);
  before integer := 0;
  after integer := 0;
begin
  if char_length(longer) - size > 1 then return false; end if;
  while before < size and substr(shorter, before + 1, 1) = substr(longer, before + 1, 1) loop before := before + 1; end loop;
  while after < size - before
    and substr(shorter, size - after, 1) = substr(longer, char_length(longer) - after, 1) loop after := after + 1; end loop;
  return before + after >= char_length(longer) - 1
    or (char_length(longer) = size and before + after = size - 2
      and substr(shorter, before + 1, 1) = substr(longer, before + 2, 1)
      and substr(shorter, before + 2, 1) = substr(longer, before + 1, 1));
end $$;
--> statement-breakpoint

-- Stores under which tokens things are found, of each all at once: [{ kind, sourceId, version, at, tokens }]. `at` in
-- milliseconds; no tokens: it is found no more. `version`: of its row in the queue, which goes unless it was asked for anew.
create function store_search_docs(given jsonb) returns void language plpgsql as $$
declare
  ws uuid := current_workspace();
  lost text[];
begin
  -- One at a time: what each adds and takes away is reckoned against what is there.
  perform pg_advisory_xact_lock(hashtextextended('search:' || ws, 0));

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
end $$;
--> statement-breakpoint

-- What a typed word may mean among the words that there are: itself, what begins with it, or, where it is hardly
-- anywhere, what it is a slip away from.
create function search_meanings(sought_kind text, word text, is_beginning boolean, can_slip boolean)
returns table (token text, docs integer) language plpgsql stable as $$
declare
  ws uuid := current_workspace();
  seen bigint := 0;
begin
  for token, docs in
    select known.token, known.docs from search_tokens known
    where known.workspace_id = ws and known.kind = sought_kind and known.token = word
  loop
    seen := seen + docs;
    return next;
  end loop;
  if is_beginning then
    for token, docs in
      select known.token, known.docs from (
        select range.token, range.docs from search_tokens range
        where range.workspace_id = ws and range.kind = sought_kind and range.token > word and range.token < word || chr(1114111)
        order by range.token limit 20000
      ) known order by known.docs desc limit 40
    loop
      seen := seen + docs;
      return next;
    end loop;
  end if;
  if can_slip and seen < 3 and char_length(word) between 4 and 20 then
    return query
      with near as materialized (select word as spelling union select search_spellings_of(word)),
      meant as (
        select known.token from near, search_spellings known
        where known.workspace_id = ws and known.kind = sought_kind and known.spelling = near.spelling
        union select spelling from near
      )
      select known.token, known.docs from meant, search_tokens known
      where known.workspace_id = ws and known.kind = sought_kind and known.token = meant.token and known.token <> word
        and search_is_slip(word, known.token)
      order by known.docs desc limit 8;
  end if;
end $$;
--> statement-breakpoint

-- The newest of one kind that fit every term, from `older_than` on, as many as wanted; what they are found by. Looks at
-- the rarest term's newest, `at_most` of them; where it stopped before the end, the last row has no source and says where.
create function find_search_docs(sought_kind text, terms jsonb, filters jsonb, older_than bigint, wanted integer, at_most integer)
returns table (doc bigint, source_id uuid, exact integer, meant text[]) language plpgsql stable
set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  ws uuid := current_workspace();
  term record;
  tokens text[];
  docs bigint;
  walked text[]; -- the term that fewest have
  walked_docs bigint;
  required text[] := '{}';
  typed text[] := '{}';
  one_of_1 text[]; one_of_2 text[]; one_of_3 text[]; one_of_4 text[];
  choices integer := 0;
  chunk bigint[];
  size integer := 200;
  last bigint := coalesce(older_than, 9223372036854775807);
  hits integer := 0;
  here integer;
  examined integer := 0;
  newest bigint := coalesce((filters->>'before')::bigint << 20, 9223372036854775807);
  oldest bigint := coalesce((filters->>'after')::bigint << 20, 0);
  statuses text[] := (select array_agg(value) from jsonb_array_elements_text(filters->'status'));
  assignees uuid[] := (select array_agg(value::uuid) from jsonb_array_elements_text(filters->'assignee') where value <> 'nobody');
  or_nobody boolean := coalesce(filters->'assignee' ? 'nobody', false);
  team_ids uuid[] := (select array_agg(value::uuid) from jsonb_array_elements_text(filters->'team') where value <> 'nobody');
  or_no_team boolean := coalesce(filters->'team' ? 'nobody', false);
  tag_ids uuid[] := (select array_agg(value::uuid) from jsonb_array_elements_text(filters->'tag'));
  by_kind text := filters->>'by';
  by_agent uuid := (filters->>'agent')::uuid;
  only_kind text := filters->>'in';
  with_file boolean := coalesce((filters->>'hasFile')::boolean, false);
begin
  meant := '{}';
  for term in select * from jsonb_to_recordset(terms) as term(token text, "isBeginning" boolean, "canSlip" boolean) loop
    select array_agg(one.token), sum(one.docs) into tokens, docs
      from search_meanings(sought_kind, term.token, term."isBeginning", term."canSlip" and choices < 3) one;
    if tokens is null then return; end if;
    typed := typed || term.token;
    meant := meant || tokens;
    if cardinality(tokens) = 1 then required := required || tokens;
    else
      choices := choices + 1;
      case choices
        when 1 then one_of_1 := tokens;
        when 2 then one_of_2 := tokens;
        when 3 then one_of_3 := tokens;
        else one_of_4 := tokens;
      end case;
    end if;
    if walked is null or docs < walked_docs then walked := tokens; walked_docs := docs; end if;
  end loop;
  last := least(last, newest);

  loop
    if walked is null then
      select array_agg(next.doc) into chunk from (
        select known.doc from search_docs known
        where known.workspace_id = ws and known.kind = sought_kind and known.doc < last and known.doc >= oldest
        order by known.doc desc limit size) next;
    else
      select array_agg(next.doc) into chunk from (
        select distinct posting.doc from unnest(walked) word, lateral (
          select one.doc from search_postings one
          where one.workspace_id = ws and one.kind = sought_kind and one.token = word and one.doc < last and one.doc >= oldest
          order by one.doc desc limit size) posting
        order by posting.doc desc limit size) next;
    end if;
    exit when chunk is null;
    here := 0;
    for doc, source_id, exact in
      select known.doc, known.source_id,
        (select count(*)::integer from unnest(typed) word where word = any (known.tokens))
      from unnest(chunk) next(doc)
        join search_docs known on known.workspace_id = ws and known.kind = sought_kind and known.doc = next.doc
      where known.tokens @> required
        and (one_of_1 is null or known.tokens && one_of_1) and (one_of_2 is null or known.tokens && one_of_2)
        and (one_of_3 is null or known.tokens && one_of_3) and (one_of_4 is null or known.tokens && one_of_4)
        and case sought_kind
          when 'm' then exists (
            select from messages message join topics topic on topic.workspace_id = ws and topic.id = message.topic_id
            where message.workspace_id = ws and message.id = known.source_id and message.deleted_at is null
              and (only_kind is null or message.kind = only_kind)
              and (by_kind is null or message.author_kind = by_kind)
              and (by_agent is null or message.agent_id = by_agent)
              and (not with_file or exists (select from attachments file
                where file.workspace_id = ws and file.message_id = message.id))
              and (statuses is null or topic.status = any (statuses))
              and (assignees is null and not or_nobody or topic.assignee_id = any (assignees)
                or or_nobody and topic.assignee_id is null)
              and (team_ids is null and not or_no_team or topic.team_id = any (team_ids)
                or or_no_team and topic.team_id is null)
              and (tag_ids is null or exists (select from topic_tags tag
                where tag.workspace_id = ws and tag.topic_id = topic.id and tag.tag_id = any (tag_ids))))
          when 't' then exists (
            select from topics topic
            where topic.workspace_id = ws and topic.id = known.source_id and topic.status <> 'merged'
              and (statuses is null or topic.status = any (statuses))
              and (assignees is null and not or_nobody or topic.assignee_id = any (assignees)
                or or_nobody and topic.assignee_id is null)
              and (team_ids is null and not or_no_team or topic.team_id = any (team_ids)
                or or_no_team and topic.team_id is null)
              and (tag_ids is null or exists (select from topic_tags tag
                where tag.workspace_id = ws and tag.topic_id = topic.id and tag.tag_id = any (tag_ids))))
          else true
        end
      order by next.doc desc limit wanted - hits
    loop
      here := here + 1;
      return next;
    end loop;
    hits := hits + here;
    if hits >= wanted then last := doc; else last := chunk[cardinality(chunk)]; end if;
    examined := examined + cardinality(chunk);
    exit when cardinality(chunk) < size and hits < wanted;
    if hits >= wanted or examined >= at_most then
      doc := last; source_id := null; exact := 0;
      return next;
      exit;
    end if;
    size := least(size * 2, 1000);
  end loop;
end $$;
--> statement-breakpoint

-- The cron's look across workspaces: in which something waits to be looked through. It learns ids and nothing else.
create function workspaces_with_search_queue(at_most integer) returns setof uuid
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query
    select workspace.id from workspaces workspace
    where exists (select from search_queue queued where queued.workspace_id = workspace.id)
    limit at_most;
end $$;
--> statement-breakpoint
revoke execute on function workspaces_with_search_queue(integer) from public;
--> statement-breakpoint
grant execute on function workspaces_with_search_queue(integer) to app;
--> statement-breakpoint

-- What is there already.
insert into search_queue (workspace_id, kind, source_id, at)
  select workspace_id, 'm', id, sent_at from messages where text <> ''
  union all select workspace_id, 't', id, started_at from topics where subject is not null
  union all select workspace_id, 'v', id, first_seen_at from visitors;

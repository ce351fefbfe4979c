-- As before, and where no filter asks for them neither messages nor topics are read: what was deleted a moment ago, or
-- merged away, whoever reads the rows leaves out. The newest of one kind that fit every term, from `older_than` on, as many as wanted; what they are found by. Looks at
-- the rarest term's newest, `at_most` of them; where it stopped before the end, the last row has no source and says where.
create or replace function find_search_docs(sought_kind text, terms jsonb, filters jsonb, older_than bigint, wanted integer, at_most integer)
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
  size integer;
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
  is_narrowed boolean := filters - 'before' - 'after' <> '{}';
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
  -- Where nothing more is asked of them, all of the first are what is wanted.
  size := case when jsonb_array_length(terms) <= 1 and not is_narrowed then wanted else 200 end;

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
        and (not is_narrowed or case sought_kind
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
        end)
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

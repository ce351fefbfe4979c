ALTER TABLE "agents" ADD COLUMN "photo" text;--> statement-breakpoint
ALTER TABLE "agents" ADD COLUMN "is_away" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "agents" ADD COLUMN "hours" jsonb;--> statement-breakpoint
-- What the transaction's agent may do here. Set by enter_as_agent, and ends with the transaction.
create function current_agent_role() returns text language sql stable parallel safe
  return nullif(current_setting('app.role', true), '');
--> statement-breakpoint
drop function enter_as_agent(uuid, text, timestamptz);
--> statement-breakpoint
-- As before, and he must be at least this much here, or the whole batch fails. The default is for a Worker of the
-- version before, while it is being replaced: it asks for no role.
create function enter_as_agent(workspace uuid, session_token text, at timestamptz, at_least text default 'viewer')
  returns void language plpgsql as $$
declare
  ranks constant text[] := array['viewer', 'agent', 'admin', 'owner'];
  signed_in uuid;
  found_id uuid;
  found_role text;
begin
  select user_id into signed_in from sessions where token = session_token and expires_at > at;
  if signed_in is null then
    raise exception 'Please sign in again' using errcode = 'EV401';
  end if;
  perform set_config('app.workspace', workspace::text, true);
  select id, role into found_id, found_role from agents
    where workspace_id = workspace and user_id = signed_in and left_at is null;
  if found_id is null then
    raise exception 'No such workspace' using errcode = 'EV404';
  end if;
  -- A role or a demand that is not known has no rank, and passes nothing.
  if coalesce(array_position(ranks, found_role), 0) < coalesce(array_position(ranks, at_least), 9) then
    raise exception '%', case at_least
      when 'owner' then 'Only an owner can do this. Please ask one'
      when 'admin' then 'Only an owner or an admin can do this. Please ask one'
      else 'You can read here and change nothing. Please ask an owner or an admin for another role'
    end using errcode = 'EV403';
  end if;
  perform set_config('app.user', signed_in::text, true);
  perform set_config('app.agent', found_id::text, true);
  perform set_config('app.role', found_role, true);
end $$;

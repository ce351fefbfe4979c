-- The Worker's role. It has no password until the operator gives it one, and never bypasses the policies.
do $$ begin
  if not exists (select from pg_roles where rolname = 'app') then
    create role app login nosuperuser nocreatedb nocreaterole nobypassrls;
  end if;
end $$;
--> statement-breakpoint
grant usage on schema public to app;
--> statement-breakpoint
alter default privileges in schema public grant select, insert, update, delete on tables to app;
--> statement-breakpoint
alter default privileges in schema public grant usage, select on sequences to app;
--> statement-breakpoint

-- Where this transaction is: set with set_config(…, true), so it ends with the transaction.
create function current_workspace() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.workspace', true), '')::uuid;
--> statement-breakpoint
create function current_user_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.user', true), '')::uuid;
--> statement-breakpoint
create function current_agent() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.agent', true), '')::uuid;
--> statement-breakpoint

-- Refuses to go on under a role that the policies would not hold.
create function assert_isolated_role() returns void language plpgsql stable as $$
begin
  if exists (select from pg_roles where rolname = current_user and (rolsuper or rolbypassrls))
     -- Policies do not hold the owner of a table, nor who may act as him.
     or exists (select from pg_class where oid = 'public.messages'::regclass and pg_has_role(current_user, relowner, 'USAGE')) then
    raise exception 'The role "%" bypasses row-level security. Log in as "app".', current_user using errcode = 'EV503';
  end if;
end $$;
--> statement-breakpoint

-- A visitor's token was proven by the Worker; what is left to do is to enter.
create function enter_workspace(workspace uuid) returns void language sql
  begin atomic
    select set_config('app.workspace', workspace::text, true);
  end;
--> statement-breakpoint

-- Proves session and membership and enters, or fails the whole batch: so an agent's verb needs no trip of its own
-- for signing in, and a session that was ended a moment ago can do nothing.
create function enter_as_agent(workspace uuid, session_token text, at timestamptz) returns void language plpgsql as $$
declare
  signed_in uuid;
  agent uuid;
begin
  select user_id into signed_in from sessions where token = session_token and expires_at > at;
  if signed_in is null then
    raise exception 'Please sign in again' using errcode = 'EV401';
  end if;
  perform set_config('app.workspace', workspace::text, true);
  select id into agent from agents where workspace_id = workspace and user_id = signed_in and left_at is null;
  if agent is null then
    raise exception 'No such workspace' using errcode = 'EV404';
  end if;
  perform set_config('app.user', signed_in::text, true);
  perform set_config('app.agent', agent::text, true);
end $$;
--> statement-breakpoint

-- Proves a session outside any workspace, or fails the whole batch: then the user sees his own memberships.
create function enter_as_user(session_token text, at timestamptz) returns uuid language plpgsql as $$
declare
  signed_in uuid;
begin
  select user_id into signed_in from sessions where token = session_token and expires_at > at;
  if signed_in is null then
    raise exception 'Please sign in again' using errcode = 'EV401';
  end if;
  perform set_config('app.user', signed_in::text, true);
  return signed_in;
end $$;
--> statement-breakpoint

-- The sweep's one look across workspaces: which have something due. It learns ids and nothing else.
create function workspaces_with_due_events(at timestamptz, at_most integer) returns setof uuid
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query
    select distinct o.workspace_id from outbox o
    where o.parked_at is null and o.due_at <= at and (o.claimed_until is null or o.claimed_until < at)
    limit at_most;
end $$;

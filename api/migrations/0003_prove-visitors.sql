-- A visitor's access token says who he was when it was issued. It stands as long as its key is his, as long as he is no
-- more and no less proven than then, and as long as the workspace takes the likes of him.
create function enter_as_visitor(workspace uuid, visitor uuid, key text, known_as text) returns void
  language plpgsql as $$
declare
  person record;
begin
  perform set_config('app.workspace', workspace::text, true);
  select v.identity, v.external_id, w.identity_mode into person
  from visitor_keys k
    join visitors v on v.workspace_id = k.workspace_id and v.id = k.visitor_id
    join workspaces w on w.id = k.workspace_id
  where k.workspace_id = workspace and k.key_hash = key and k.visitor_id = visitor;
  if not found or person.identity <> known_as then
    raise exception 'This access has ended. Open the session again with the key' using errcode = 'EV401';
  end if;
  if person.identity_mode = 'enforced' and person.external_id is null then
    raise exception 'Please sign in on this site: only who is signed in can write here' using errcode = 'EV401';
  end if;
end $$;
--> statement-breakpoint

-- A key alone opens what nobody has proven to be his. `person` is who an identity token says it is, proven by the
-- Worker with the secret `kid`, which must still be good. Without a key: whoever he is, he is about to be told.
create function enter_as_key_holder(workspace uuid, key text, person text, kid text) returns void
  language plpgsql as $$
declare
  holder record;
begin
  perform set_config('app.workspace', workspace::text, true);
  if kid is not null and not exists (
    select from identity_secrets where workspace_id = workspace and id = kid and revoked_at is null
  ) then
    raise exception 'The secret that signed this identity token was revoked. Sign with another' using errcode = 'EV401';
  end if;
  if person is null and exists (select from workspaces where id = workspace and identity_mode = 'enforced') then
    raise exception 'Please sign in on this site: only who is signed in can write here' using errcode = 'EV401';
  end if;
  select v.external_id into holder
  from visitor_keys k join visitors v on v.workspace_id = k.workspace_id and v.id = k.visitor_id
  where k.workspace_id = workspace and k.key_hash = key;
  if not found then
    return;
  end if;
  if person is null and holder.external_id is not null then
    raise exception 'This key is somebody''s who signed in. Bring his identity token, or begin anew with a fresh key'
      using errcode = 'EV401';
  end if;
  if person is not null and holder.external_id is distinct from person then
    raise exception 'This key is not this person''s. Identify first' using errcode = 'EV409';
  end if;
end $$;

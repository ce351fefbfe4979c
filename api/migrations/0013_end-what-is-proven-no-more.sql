ALTER TABLE "visitor_keys" ADD COLUMN "proven_by" text;--> statement-breakpoint
ALTER TABLE "visitor_keys" ADD CONSTRAINT "visitor_keys_workspace_id_proven_by_identity_secrets_workspace_id_id_fk" FOREIGN KEY ("workspace_id","proven_by") REFERENCES "public"."identity_secrets"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint

-- As before, and: a device that was proven by a secret is let in for as long as that secret is good.
create or replace function enter_as_visitor(workspace uuid, visitor uuid, key text, known_as text) returns void
  language plpgsql as $$
declare
  person record;
begin
  perform set_config('app.workspace', workspace::text, true);
  select v.identity, v.external_id, w.identity_mode, s.revoked_at into person
  from visitor_keys k
    join visitors v on v.workspace_id = k.workspace_id and v.id = k.visitor_id
    join workspaces w on w.id = k.workspace_id
    left join identity_secrets s on s.workspace_id = k.workspace_id and s.id = k.proven_by
  where k.workspace_id = workspace and k.key_hash = key and k.visitor_id = visitor;
  if not found or person.identity <> known_as or person.revoked_at is not null then
    raise exception 'This access has ended. Open the session again with the key' using errcode = 'EV401';
  end if;
  if person.identity_mode = 'enforced' and person.external_id is null then
    raise exception 'Please sign in on this site: only who is signed in can write here' using errcode = 'EV401';
  end if;
end $$;

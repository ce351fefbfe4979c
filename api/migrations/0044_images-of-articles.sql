CREATE TABLE "article_image_uses" (
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"article_id" uuid NOT NULL,
	"language" text NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "article_image_uses_workspace_id_name_article_id_language_version_pk" PRIMARY KEY("workspace_id","name","article_id","language","version")
);
--> statement-breakpoint
ALTER TABLE "article_image_uses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "article_images" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"storage_key" text NOT NULL,
	"looked_at" timestamp with time zone NOT NULL,
	"unused_since" timestamp with time zone,
	"removed_at" timestamp with time zone,
	CONSTRAINT "article_images_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "article_images" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "article_image_uses" ADD CONSTRAINT "article_image_uses_version" FOREIGN KEY ("workspace_id","article_id","language","version") REFERENCES "public"."article_versions"("workspace_id","article_id","language","version") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_images" ADD CONSTRAINT "article_images_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "article_images_name" ON "article_images" USING btree ("workspace_id","name") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "article_images_looked_at_index" ON "article_images" USING btree ("looked_at");--> statement-breakpoint
CREATE POLICY "own_workspace" ON "article_image_uses" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "article_images" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
-- The workspace's own images that a text shows. What names them in code is article-image.ts.
create function article_images_in(body text) returns setof text language sql immutable as $$
  select distinct (regexp_matches(body, 'image:([0-9a-f]{40}-[0-9]{1,5}x[0-9]{1,5}\.(?:png|jpg|gif|webp|avif))', 'g'))[1]
$$;
--> statement-breakpoint

-- Kept by the database, so that no way in which a version comes to be can forget it.
create function note_article_images() returns trigger language plpgsql as $$
begin
  insert into article_image_uses (workspace_id, name, article_id, language, version)
  select new.workspace_id, name, new.article_id, new.language, new.version from article_images_in(new.body) as name;
  return null;
end $$;
--> statement-breakpoint
create trigger article_versions_images after insert on article_versions
  for each row when (new.body like '%image:%') execute function note_article_images();
--> statement-breakpoint

-- The cron's look across workspaces: in which of them images were not looked at for long. It learns ids and nothing else.
create function workspaces_with_images_to_look_at(before timestamptz, at_most integer) returns setof uuid
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query
    select distinct image.workspace_id from (
      select workspace_id from article_images where looked_at < before order by looked_at limit 1000
    ) image limit at_most;
end $$;
--> statement-breakpoint

-- What was uploaded so far is known by the articles that show it.
insert into article_image_uses (workspace_id, name, article_id, language, version)
select workspace_id, article_images_in(body), article_id, language, version from article_versions where body like '%image:%';
--> statement-breakpoint
insert into article_images (workspace_id, id, name, storage_key, looked_at)
select workspace_id, gen_random_uuid(), name, 'article-images/' || workspace_id || '/' || name, now() from (
  select workspace_id, name from article_image_uses
  union
  select workspace_id, article_images_in(body) from article_variants where body like '%image:%'
) shown;

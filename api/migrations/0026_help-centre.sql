CREATE TABLE "article_votes" (
	"workspace_id" uuid NOT NULL,
	"article_id" uuid NOT NULL,
	"language" text NOT NULL,
	"version" integer NOT NULL,
	"helped" integer NOT NULL,
	"not_helped" integer NOT NULL,
	CONSTRAINT "article_votes_workspace_id_article_id_language_version_pk" PRIMARY KEY("workspace_id","article_id","language","version")
);
--> statement-breakpoint
ALTER TABLE "article_votes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "former_collection_slugs" (
	"workspace_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"collection_id" uuid NOT NULL,
	CONSTRAINT "former_collection_slugs_workspace_id_slug_pk" PRIMARY KEY("workspace_id","slug")
);
--> statement-breakpoint
ALTER TABLE "former_collection_slugs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "shows_help" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "help_color" text DEFAULT 'indigo' NOT NULL;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "help_url" text;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "logo" text;--> statement-breakpoint
ALTER TABLE "article_votes" ADD CONSTRAINT "article_votes_version" FOREIGN KEY ("workspace_id","article_id","language","version") REFERENCES "public"."article_versions"("workspace_id","article_id","language","version") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "former_collection_slugs" ADD CONSTRAINT "former_collection_slugs_collection" FOREIGN KEY ("workspace_id","collection_id") REFERENCES "public"."collections"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "own_workspace" ON "article_votes" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "former_collection_slugs" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
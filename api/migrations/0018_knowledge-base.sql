CREATE TABLE "article_variants" (
	"workspace_id" uuid NOT NULL,
	"article_id" uuid NOT NULL,
	"language" text NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"wordings" text[] NOT NULL,
	"rev" integer NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" uuid,
	"last_version" integer DEFAULT 0 NOT NULL,
	"published_version" integer,
	"published_rev" integer,
	"published_at" timestamp with time zone,
	CONSTRAINT "article_variants_workspace_id_article_id_language_pk" PRIMARY KEY("workspace_id","article_id","language"),
	CONSTRAINT "article_variants_slug" UNIQUE("workspace_id","language","slug")
);
--> statement-breakpoint
ALTER TABLE "article_variants" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "article_versions" (
	"workspace_id" uuid NOT NULL,
	"article_id" uuid NOT NULL,
	"language" text NOT NULL,
	"version" integer NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"wordings" text[] NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"published_by" uuid,
	CONSTRAINT "article_versions_workspace_id_article_id_language_version_pk" PRIMARY KEY("workspace_id","article_id","language","version")
);
--> statement-breakpoint
ALTER TABLE "article_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "articles" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"collection_id" uuid,
	"audience" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "articles_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "articles_audience" CHECK ("articles"."audience" in ('everyone', 'verified', 'internal'))
);
--> statement-breakpoint
ALTER TABLE "articles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "collections" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"slug" text NOT NULL,
	"names" jsonb NOT NULL,
	"position" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "collections_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "collections_slug" UNIQUE("workspace_id","slug")
);
--> statement-breakpoint
ALTER TABLE "collections" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "article_variants" ADD CONSTRAINT "article_variants_workspace_id_article_id_articles_workspace_id_id_fk" FOREIGN KEY ("workspace_id","article_id") REFERENCES "public"."articles"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_variants" ADD CONSTRAINT "article_variants_workspace_id_changed_by_agents_workspace_id_id_fk" FOREIGN KEY ("workspace_id","changed_by") REFERENCES "public"."agents"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_versions" ADD CONSTRAINT "article_versions_variant" FOREIGN KEY ("workspace_id","article_id","language") REFERENCES "public"."article_variants"("workspace_id","article_id","language") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_versions" ADD CONSTRAINT "article_versions_workspace_id_published_by_agents_workspace_id_id_fk" FOREIGN KEY ("workspace_id","published_by") REFERENCES "public"."agents"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_collection" FOREIGN KEY ("workspace_id","collection_id") REFERENCES "public"."collections"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collections" ADD CONSTRAINT "collections_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "article_versions_workspace_id_language_slug_index" ON "article_versions" USING btree ("workspace_id","language","slug");--> statement-breakpoint
CREATE INDEX "articles_workspace_id_changed_at_id_index" ON "articles" USING btree ("workspace_id","changed_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "articles_workspace_id_collection_id_position_index" ON "articles" USING btree ("workspace_id","collection_id","position");--> statement-breakpoint
CREATE POLICY "own_workspace" ON "article_variants" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "article_versions" AS PERMISSIVE FOR SELECT TO "app" USING (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace_adds" ON "article_versions" AS PERMISSIVE FOR INSERT TO "app" WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "articles" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "collections" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
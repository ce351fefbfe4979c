CREATE TABLE "imported_pages" (
	"workspace_id" uuid NOT NULL,
	"url" text NOT NULL,
	"import_id" uuid NOT NULL,
	"nth" integer NOT NULL,
	"is_listing" boolean NOT NULL,
	"state" text NOT NULL,
	"article_id" uuid,
	"language" text,
	"rev" integer,
	CONSTRAINT "imported_pages_workspace_id_url_pk" PRIMARY KEY("workspace_id","url")
);
--> statement-breakpoint
ALTER TABLE "imported_pages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "site_imports" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"url" text NOT NULL,
	"state" text NOT NULL,
	"robots" text,
	"letters" integer DEFAULT 0 NOT NULL,
	"begun_by" uuid,
	"begun_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "site_imports_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "site_imports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "imported_pages" ADD CONSTRAINT "imported_pages_import" FOREIGN KEY ("workspace_id","import_id") REFERENCES "public"."site_imports"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imported_pages" ADD CONSTRAINT "imported_pages_article" FOREIGN KEY ("workspace_id","article_id") REFERENCES "public"."articles"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_imports" ADD CONSTRAINT "site_imports_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_imports" ADD CONSTRAINT "site_imports_workspace_id_begun_by_agents_workspace_id_id_fk" FOREIGN KEY ("workspace_id","begun_by") REFERENCES "public"."agents"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "imported_pages_workspace_id_import_id_state_nth_index" ON "imported_pages" USING btree ("workspace_id","import_id","state","nth");--> statement-breakpoint
CREATE INDEX "site_imports_workspace_id_begun_at_index" ON "site_imports" USING btree ("workspace_id","begun_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "site_imports_running" ON "site_imports" USING btree ("workspace_id") WHERE state = 'running';--> statement-breakpoint
CREATE POLICY "own_workspace" ON "imported_pages" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "site_imports" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
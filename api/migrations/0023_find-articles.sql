CREATE TABLE "article_docs" (
	"workspace_id" uuid NOT NULL,
	"doc" bigint NOT NULL,
	"article_id" uuid NOT NULL,
	"language" text NOT NULL,
	"version" integer NOT NULL,
	"spoken" text NOT NULL,
	"audience" text NOT NULL,
	CONSTRAINT "article_docs_workspace_id_doc_pk" PRIMARY KEY("workspace_id","doc"),
	CONSTRAINT "article_docs_article" UNIQUE("workspace_id","article_id","language")
);
--> statement-breakpoint
ALTER TABLE "article_docs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "article_norms" (
	"workspace_id" uuid NOT NULL,
	"spoken" text NOT NULL,
	"means" jsonb NOT NULL,
	"spreads" jsonb NOT NULL,
	CONSTRAINT "article_norms_workspace_id_spoken_pk" PRIMARY KEY("workspace_id","spoken")
);
--> statement-breakpoint
ALTER TABLE "article_norms" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "article_passages" (
	"workspace_id" uuid NOT NULL,
	"passage" bigint NOT NULL,
	"kind" text NOT NULL,
	"heading" text NOT NULL,
	"text" text NOT NULL,
	"from_char" integer,
	"terms" text[] NOT NULL,
	CONSTRAINT "article_passages_workspace_id_passage_pk" PRIMARY KEY("workspace_id","passage")
);
--> statement-breakpoint
ALTER TABLE "article_passages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "article_postings" (
	"workspace_id" uuid NOT NULL,
	"spoken" text NOT NULL,
	"audience" text NOT NULL,
	"term" text collate "C" NOT NULL,
	"passage" bigint NOT NULL,
	"weight" real NOT NULL,
	CONSTRAINT "article_postings_workspace_id_spoken_audience_term_passage_pk" PRIMARY KEY("workspace_id","spoken","audience","term","passage")
);
--> statement-breakpoint
ALTER TABLE "article_postings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "article_terms" (
	"workspace_id" uuid NOT NULL,
	"spoken" text NOT NULL,
	"audience" text NOT NULL,
	"term" text collate "C" NOT NULL,
	"docs" integer NOT NULL,
	CONSTRAINT "article_terms_workspace_id_spoken_audience_term_pk" PRIMARY KEY("workspace_id","spoken","audience","term")
);
--> statement-breakpoint
ALTER TABLE "article_terms" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "article_docs" ADD CONSTRAINT "article_docs_version" FOREIGN KEY ("workspace_id","article_id","language","version") REFERENCES "public"."article_versions"("workspace_id","article_id","language","version") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_norms" ADD CONSTRAINT "article_norms_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "article_docs_workspace_id_spoken_audience_doc_index" ON "article_docs" USING btree ("workspace_id","spoken","audience","doc");--> statement-breakpoint
CREATE POLICY "own_workspace" ON "article_docs" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "article_norms" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "article_passages" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "article_postings" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "article_terms" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
-- The number of what is published of an article in one language.
create sequence article_doc_numbers as bigint;

CREATE TABLE "article_directions" (
	"workspace_id" uuid NOT NULL,
	"spoken" text NOT NULL,
	"audience" text NOT NULL,
	"passage" bigint NOT NULL,
	"signs" bit varying NOT NULL,
	CONSTRAINT "article_directions_workspace_id_spoken_audience_passage_pk" PRIMARY KEY("workspace_id","spoken","audience","passage")
);
--> statement-breakpoint
ALTER TABLE "article_directions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "own_workspace" ON "article_directions" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
-- What lies nearest is told from the key alone, as a term's places are.
ALTER TABLE "article_directions" DROP CONSTRAINT "article_directions_workspace_id_spoken_audience_passage_pk",
  ADD CONSTRAINT "article_directions_workspace_id_spoken_audience_passage_pk"
    PRIMARY KEY ("workspace_id", "spoken", "audience", "passage") INCLUDE ("signs");--> statement-breakpoint
-- What is published in English gets its directions.
insert into outbox (workspace_id, type, payload, created_at, due_at)
select distinct workspace_id, 'article.changed', jsonb_build_object('articleId', article_id), now(), now()
from article_docs where spoken = 'en';

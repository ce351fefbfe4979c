CREATE TABLE "article_vectors" (
	"workspace_id" uuid NOT NULL,
	"passage" bigint NOT NULL,
	"model" text NOT NULL,
	"dimensions" integer NOT NULL,
	"spoken" text NOT NULL,
	"audience" text NOT NULL,
	"signs" bit varying NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "article_vectors_workspace_id_passage_model_pk" PRIMARY KEY("workspace_id","passage","model")
);
--> statement-breakpoint
ALTER TABLE "article_vectors" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "article_norms" DROP CONSTRAINT "article_norms_workspace_id_spoken_pk";--> statement-breakpoint
ALTER TABLE "article_norms" ADD COLUMN "model" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "article_norms" ADD CONSTRAINT "article_norms_workspace_id_spoken_model_pk" PRIMARY KEY("workspace_id","spoken","model");--> statement-breakpoint
ALTER TABLE "article_vectors" ADD CONSTRAINT "article_vectors_passage" FOREIGN KEY ("workspace_id","passage") REFERENCES "public"."article_passages"("workspace_id","passage") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "article_vectors_place" ON "article_vectors" USING btree ("workspace_id","model","dimensions","spoken","audience","passage");--> statement-breakpoint
CREATE POLICY "own_workspace" ON "article_vectors" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
-- The signs of many vectors are read for each question, their bytes for a few: these lie apart.
ALTER TABLE "article_vectors" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;--> statement-breakpoint
ALTER TABLE "article_vectors" SET (toast_tuple_target = 256);

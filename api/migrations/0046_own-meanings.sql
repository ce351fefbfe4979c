CREATE TABLE "spare_vectors" (
	"workspace_id" uuid NOT NULL,
	"model" text NOT NULL,
	"words" text NOT NULL,
	"dimensions" integer NOT NULL,
	"signs" bit varying NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "spare_vectors_workspace_id_model_words_pk" PRIMARY KEY("workspace_id","model","words")
);
--> statement-breakpoint
ALTER TABLE "spare_vectors" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "workspace_models" ADD COLUMN "purpose" text DEFAULT 'answers' NOT NULL;--> statement-breakpoint
ALTER TABLE "workspace_models" DROP CONSTRAINT "workspace_models_workspace_id_pk";--> statement-breakpoint
ALTER TABLE "workspace_models" ADD CONSTRAINT "workspace_models_workspace_id_purpose_pk" PRIMARY KEY("workspace_id","purpose");--> statement-breakpoint
ALTER TABLE "article_vectors" ADD COLUMN "words" text;--> statement-breakpoint
ALTER TABLE "spare_vectors" ADD CONSTRAINT "spare_vectors_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workspace_models" ADD CONSTRAINT "workspace_models_purpose" CHECK ("workspace_models"."purpose" in ('answers', 'meanings'));--> statement-breakpoint
CREATE POLICY "own_workspace" ON "spare_vectors" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
CREATE TABLE "estimate_models" (
	"workspace_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"through" timestamp with time zone NOT NULL,
	"model" "bytea" NOT NULL,
	"features" "bytea" NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "estimate_models_workspace_id_version_pk" PRIMARY KEY("workspace_id","version")
);
--> statement-breakpoint
ALTER TABLE "estimate_models" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "estimate_models" ADD CONSTRAINT "estimate_models_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "own_workspace" ON "estimate_models" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
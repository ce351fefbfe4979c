CREATE TABLE "agent_spending" (
	"workspace_id" uuid NOT NULL,
	"day" date NOT NULL,
	"agent_id" uuid NOT NULL,
	"tokens" integer NOT NULL,
	CONSTRAINT "agent_spending_workspace_id_day_agent_id_pk" PRIMARY KEY("workspace_id","day","agent_id")
);
--> statement-breakpoint
ALTER TABLE "agent_spending" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "workspace_models" (
	"workspace_id" uuid NOT NULL,
	"base_url" text NOT NULL,
	"name" text NOT NULL,
	"sealed_key" text,
	"key_end" text,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "workspace_models_workspace_id_pk" PRIMARY KEY("workspace_id"),
	CONSTRAINT "workspace_models_key" CHECK (("workspace_models"."sealed_key" is null) = ("workspace_models"."key_end" is null))
);
--> statement-breakpoint
ALTER TABLE "workspace_models" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "agent_spending" ADD CONSTRAINT "agent_spending_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agent_spending" ADD CONSTRAINT "agent_spending_workspace_id_agent_id_agents_workspace_id_id_fk" FOREIGN KEY ("workspace_id","agent_id") REFERENCES "public"."agents"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workspace_models" ADD CONSTRAINT "workspace_models_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "own_workspace" ON "agent_spending" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "workspace_models" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
CREATE TABLE "look_up_troubles" (
	"workspace_id" uuid NOT NULL,
	"flow_id" uuid NOT NULL,
	"url" text NOT NULL,
	"failures" integer NOT NULL,
	"status" integer,
	"since" timestamp with time zone NOT NULL,
	"ask_again_at" timestamp with time zone NOT NULL,
	CONSTRAINT "look_up_troubles_workspace_id_flow_id_url_pk" PRIMARY KEY("workspace_id","flow_id","url")
);
--> statement-breakpoint
ALTER TABLE "look_up_troubles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "look_up_troubles" ADD CONSTRAINT "look_up_troubles_workspace_id_flow_id_flows_workspace_id_id_fk" FOREIGN KEY ("workspace_id","flow_id") REFERENCES "public"."flows"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "own_workspace" ON "look_up_troubles" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
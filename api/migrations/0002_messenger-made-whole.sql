CREATE TABLE "attachments" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"thread_id" uuid NOT NULL,
	"message_id" uuid,
	"agent_id" uuid,
	"storage_key" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"size" integer NOT NULL,
	"width" integer,
	"height" integer,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "attachments_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "attachments_size" CHECK ("attachments"."size" >= 0)
);
--> statement-breakpoint
ALTER TABLE "attachments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "message_versions" (
	"workspace_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"text" text NOT NULL,
	"replaced_at" timestamp with time zone NOT NULL,
	CONSTRAINT "message_versions_workspace_id_message_id_version_pk" PRIMARY KEY("workspace_id","message_id","version")
);
--> statement-breakpoint
ALTER TABLE "message_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "identity_secrets" (
	"workspace_id" uuid NOT NULL,
	"id" text NOT NULL,
	"sealed_secret" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "identity_secrets_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "identity_secrets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "author_identity" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "quoted_id" uuid;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "edited_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "visitor_seen_seq" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "team_seen_seq" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "visitors" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "identity_mode" text DEFAULT 'optional' NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_workspaceId_threadId_id_unique" UNIQUE("workspace_id","thread_id","id");--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_workspace_id_thread_id_threads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","thread_id") REFERENCES "public"."threads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_workspace_id_thread_id_message_id_messages_workspace_id_thread_id_id_fk" FOREIGN KEY ("workspace_id","thread_id","message_id") REFERENCES "public"."messages"("workspace_id","thread_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_workspace_id_agent_id_agents_workspace_id_id_fk" FOREIGN KEY ("workspace_id","agent_id") REFERENCES "public"."agents"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_versions" ADD CONSTRAINT "message_versions_workspace_id_message_id_messages_workspace_id_id_fk" FOREIGN KEY ("workspace_id","message_id") REFERENCES "public"."messages"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_secrets" ADD CONSTRAINT "identity_secrets_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attachments_workspace_id_message_id_index" ON "attachments" USING btree ("workspace_id","message_id");--> statement-breakpoint
CREATE INDEX "attachments_created_at_index" ON "attachments" USING btree ("created_at") WHERE message_id is null;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_workspace_id_thread_id_quoted_id_messages_workspace_id_thread_id_id_fk" FOREIGN KEY ("workspace_id","thread_id","quoted_id") REFERENCES "public"."messages"("workspace_id","thread_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visitors" ADD CONSTRAINT "visitors_workspaceId_externalId_unique" UNIQUE("workspace_id","external_id");--> statement-breakpoint
ALTER TABLE "visitors" ADD CONSTRAINT "visitors_external_id" CHECK ("visitors"."external_id" is null or "visitors"."identity" = 'verified');--> statement-breakpoint
CREATE POLICY "own_workspace" ON "attachments" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "message_versions" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "identity_secrets" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
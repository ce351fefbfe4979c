CREATE TABLE "drafts" (
	"workspace_id" uuid NOT NULL,
	"agent_id" uuid NOT NULL,
	"thread_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"rev" integer NOT NULL,
	"text" text NOT NULL,
	"quoted_id" uuid,
	"mentions" jsonb NOT NULL,
	"kept" jsonb NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "drafts_workspace_id_agent_id_thread_id_kind_pk" PRIMARY KEY("workspace_id","agent_id","thread_id","kind"),
	CONSTRAINT "drafts_kind" CHECK ("drafts"."kind" in ('message', 'note'))
);
--> statement-breakpoint
ALTER TABLE "drafts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "mentions" (
	"workspace_id" uuid NOT NULL,
	"agent_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"team_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone,
	CONSTRAINT "mentions_workspace_id_agent_id_message_id_pk" PRIMARY KEY("workspace_id","agent_id","message_id")
);
--> statement-breakpoint
ALTER TABLE "mentions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "saved_replies" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"owner_id" uuid,
	"name" text NOT NULL,
	"text" text NOT NULL,
	"actions" jsonb NOT NULL,
	"uses" integer DEFAULT 0 NOT NULL,
	"used_at" timestamp with time zone,
	"changed_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "saved_replies_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "saved_replies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "scheduled_messages" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"thread_id" uuid NOT NULL,
	"agent_id" uuid NOT NULL,
	"rev" integer NOT NULL,
	"state" text NOT NULL,
	"is_held" boolean NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"seen_seq" integer NOT NULL,
	"text" text NOT NULL,
	"quoted_id" uuid,
	"attachment_ids" uuid[] NOT NULL,
	"actions" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "scheduled_messages_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "scheduled_messages_state" CHECK ("scheduled_messages"."state" in ('waiting', 'sent', 'cancelled', 'returned'))
);
--> statement-breakpoint
ALTER TABLE "scheduled_messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "agents" ADD COLUMN "hold_seconds" integer DEFAULT 10 NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "mentions" jsonb;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_workspace_id_thread_id_threads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","thread_id") REFERENCES "public"."threads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_workspace_id_agent_id_agents_workspace_id_id_fk" FOREIGN KEY ("workspace_id","agent_id") REFERENCES "public"."agents"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentions" ADD CONSTRAINT "mentions_workspace_id_message_id_messages_workspace_id_id_fk" FOREIGN KEY ("workspace_id","message_id") REFERENCES "public"."messages"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentions" ADD CONSTRAINT "mentions_workspace_id_agent_id_agents_workspace_id_id_fk" FOREIGN KEY ("workspace_id","agent_id") REFERENCES "public"."agents"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentions" ADD CONSTRAINT "mentions_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_replies" ADD CONSTRAINT "saved_replies_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_replies" ADD CONSTRAINT "saved_replies_workspace_id_owner_id_agents_workspace_id_id_fk" FOREIGN KEY ("workspace_id","owner_id") REFERENCES "public"."agents"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduled_messages" ADD CONSTRAINT "scheduled_messages_workspace_id_thread_id_threads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","thread_id") REFERENCES "public"."threads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduled_messages" ADD CONSTRAINT "scheduled_messages_workspace_id_agent_id_agents_workspace_id_id_fk" FOREIGN KEY ("workspace_id","agent_id") REFERENCES "public"."agents"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mentions_workspace_id_agent_id_at_message_id_index" ON "mentions" USING btree ("workspace_id","agent_id","at" DESC NULLS LAST,"message_id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "mentions_workspace_id_agent_id_message_id_index" ON "mentions" USING btree ("workspace_id","agent_id","message_id") WHERE read_at is null;--> statement-breakpoint
CREATE INDEX "mentions_workspace_id_message_id_index" ON "mentions" USING btree ("workspace_id","message_id");--> statement-breakpoint
CREATE INDEX "saved_replies_workspace_id_owner_id_index" ON "saved_replies" USING btree ("workspace_id","owner_id");--> statement-breakpoint
CREATE INDEX "scheduled_messages_workspace_id_thread_id_index" ON "scheduled_messages" USING btree ("workspace_id","thread_id") WHERE state in ('waiting', 'returned');--> statement-breakpoint
CREATE INDEX "scheduled_messages_workspace_id_agent_id_index" ON "scheduled_messages" USING btree ("workspace_id","agent_id") WHERE state in ('waiting', 'returned');--> statement-breakpoint
CREATE POLICY "own_workspace" ON "drafts" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "mentions" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "saved_replies" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "scheduled_messages" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
-- Enters for an agent who is not here: what he has left to be done goes in his name, for as long as he may do it himself.
create function enter_for_agent(workspace uuid, agent uuid) returns void language plpgsql as $$
begin
  perform set_config('app.workspace', workspace::text, true);
  perform 1 from agents
    where workspace_id = workspace and id = agent and left_at is null and role in ('owner', 'admin', 'agent');
  if not found then
    raise exception 'This agent may no longer write here' using errcode = 'EV403';
  end if;
  perform set_config('app.agent', agent::text, true);
end $$;

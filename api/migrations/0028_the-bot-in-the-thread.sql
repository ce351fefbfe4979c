CREATE TABLE "bot_messages" (
	"workspace_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"asked_id" uuid,
	"reason" text,
	"is_written" boolean DEFAULT false NOT NULL,
	"helped" boolean,
	"helped_at" timestamp with time zone,
	"resolved" text,
	"resolved_at" timestamp with time zone,
	"verdict" text,
	"audited_by" uuid,
	"audited_at" timestamp with time zone,
	"recalled_at" timestamp with time zone,
	"recall_settled_at" timestamp with time zone,
	CONSTRAINT "bot_messages_workspace_id_message_id_pk" PRIMARY KEY("workspace_id","message_id"),
	CONSTRAINT "bot_messages_asked" UNIQUE("workspace_id","asked_id"),
	CONSTRAINT "bot_messages_kind" CHECK ("bot_messages"."kind" in ('answer', 'suggestion', 'handover')),
	CONSTRAINT "bot_messages_reason" CHECK (("bot_messages"."kind" = 'handover') = ("bot_messages"."reason" is not null)),
	CONSTRAINT "bot_messages_helped" CHECK (("bot_messages"."helped" is null) = ("bot_messages"."helped_at" is null)),
	CONSTRAINT "bot_messages_resolved" CHECK (("bot_messages"."resolved" is null) = ("bot_messages"."resolved_at" is null) and "bot_messages"."resolved" in ('confirmed', 'assumed')),
	CONSTRAINT "bot_messages_verdict" CHECK ("bot_messages"."verdict" in ('right', 'wrong'))
);
--> statement-breakpoint
ALTER TABLE "bot_messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bot_questions" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"text" text NOT NULL,
	"spoken" text,
	"outcome" text NOT NULL,
	"best" jsonb NOT NULL,
	"sure" real NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	"settled_by" uuid,
	"article_id" uuid,
	CONSTRAINT "bot_questions_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "bot_questions_message" UNIQUE("workspace_id","message_id"),
	CONSTRAINT "bot_questions_outcome" CHECK ("bot_questions"."outcome" in ('suggestion', 'handover', 'unhelpful'))
);
--> statement-breakpoint
ALTER TABLE "bot_questions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bot_quotes" (
	"workspace_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"article_id" uuid NOT NULL,
	"language" text NOT NULL,
	"version" integer NOT NULL,
	"heading" text NOT NULL,
	"text" text NOT NULL,
	"from_char" integer NOT NULL,
	"gone_at" timestamp with time zone,
	CONSTRAINT "bot_quotes_workspace_id_message_id_place_pk" PRIMARY KEY("workspace_id","message_id","place")
);
--> statement-breakpoint
ALTER TABLE "bot_quotes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bot_spending" (
	"workspace_id" uuid NOT NULL,
	"day" date NOT NULL,
	"visitor_id" uuid NOT NULL,
	"tokens" integer NOT NULL,
	CONSTRAINT "bot_spending_workspace_id_day_visitor_id_pk" PRIMARY KEY("workspace_id","day","visitor_id")
);
--> statement-breakpoint
ALTER TABLE "bot_spending" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "messages" DROP CONSTRAINT "messages_note_by_agent";--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "bot_mode" text DEFAULT 'bot-first' NOT NULL;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "bot_name" text;--> statement-breakpoint
ALTER TABLE "bot_messages" ADD CONSTRAINT "bot_messages_workspace_id_message_id_messages_workspace_id_id_fk" FOREIGN KEY ("workspace_id","message_id") REFERENCES "public"."messages"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot_messages" ADD CONSTRAINT "bot_messages_workspace_id_audited_by_agents_workspace_id_id_fk" FOREIGN KEY ("workspace_id","audited_by") REFERENCES "public"."agents"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot_questions" ADD CONSTRAINT "bot_questions_workspace_id_message_id_messages_workspace_id_id_fk" FOREIGN KEY ("workspace_id","message_id") REFERENCES "public"."messages"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot_questions" ADD CONSTRAINT "bot_questions_workspace_id_settled_by_agents_workspace_id_id_fk" FOREIGN KEY ("workspace_id","settled_by") REFERENCES "public"."agents"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot_quotes" ADD CONSTRAINT "bot_quotes_message" FOREIGN KEY ("workspace_id","message_id") REFERENCES "public"."bot_messages"("workspace_id","message_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot_quotes" ADD CONSTRAINT "bot_quotes_version" FOREIGN KEY ("workspace_id","article_id","language","version") REFERENCES "public"."article_versions"("workspace_id","article_id","language","version") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bot_spending" ADD CONSTRAINT "bot_spending_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bot_messages_resolved" ON "bot_messages" USING btree ("workspace_id","resolved_at") WHERE resolved_at is not null;--> statement-breakpoint
CREATE INDEX "bot_messages_recalled" ON "bot_messages" USING btree ("workspace_id","recalled_at") WHERE recalled_at is not null and recall_settled_at is null;--> statement-breakpoint
CREATE INDEX "bot_questions_open" ON "bot_questions" USING btree ("workspace_id","asked_at" DESC NULLS LAST) WHERE settled_at is null;--> statement-breakpoint
CREATE INDEX "bot_quotes_workspace_id_article_id_language_index" ON "bot_quotes" USING btree ("workspace_id","article_id","language");--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_author_kind" CHECK ("messages"."author_kind" in ('visitor', 'agent', 'bot'));--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_note_by_team" CHECK ("messages"."kind" = 'message' or "messages"."author_kind" <> 'visitor');--> statement-breakpoint
ALTER TABLE "workspaces" ADD CONSTRAINT "workspaces_bot_mode" CHECK ("workspaces"."bot_mode" in ('off', 'bot-first', 'people-first'));--> statement-breakpoint
CREATE POLICY "own_workspace" ON "bot_messages" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "bot_questions" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "bot_quotes" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "bot_spending" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
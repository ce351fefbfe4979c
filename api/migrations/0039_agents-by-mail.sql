CREATE TABLE "joined_threads" (
	"workspace_id" uuid NOT NULL,
	"old_thread_id" uuid NOT NULL,
	"old_visitor_id" uuid NOT NULL,
	"into_thread_id" uuid NOT NULL,
	"after_seq" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "joined_threads_workspace_id_old_thread_id_pk" PRIMARY KEY("workspace_id","old_thread_id")
);
--> statement-breakpoint
ALTER TABLE "joined_threads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "received_mails" ADD COLUMN "mail_id" text;--> statement-breakpoint
ALTER TABLE "agent_notices" ADD COLUMN "mail_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "agent_notices" ADD COLUMN "mailed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ways_back" ADD COLUMN "agents_answer" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "joined_threads" ADD CONSTRAINT "joined_threads_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "agent_notices_to_mail" ON "agent_notices" USING btree ("workspace_id","agent_id","mail_at") WHERE mail_at is not null;--> statement-breakpoint
CREATE POLICY "own_workspace" ON "joined_threads" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
-- What one is told of by mail, as it comes; not where one is not pushed to either.
update agents set notifications = jsonb_set(notifications, '{kinds}', (
  select jsonb_object_agg(kind.key, kind.value || jsonb_build_object('mail',
    kind.key in ('mine', 'mention', 'assignment', 'returned', 'promise') and (kind.value ->> 'push')::boolean))
  from jsonb_each(notifications -> 'kinds') kind)) where notifications is not null;

CREATE TABLE "mail_codes" (
	"workspace_id" uuid NOT NULL,
	"visitor_id" uuid NOT NULL,
	"address" text NOT NULL,
	"code_hash" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	CONSTRAINT "mail_codes_workspace_id_visitor_id_pk" PRIMARY KEY("workspace_id","visitor_id")
);
--> statement-breakpoint
ALTER TABLE "mail_codes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "mail_suppressions" (
	"key" text PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "mail_suppressions_reason" CHECK ("mail_suppressions"."reason" in ('bounced', 'complained', 'unsubscribed'))
);
--> statement-breakpoint
CREATE TABLE "received_mails" (
	"workspace_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"from_address" text NOT NULL,
	"from_name" text,
	"subject" text NOT NULL,
	"is_proven" boolean NOT NULL,
	"text" text NOT NULL,
	"html" text,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "received_mails_workspace_id_message_id_pk" PRIMARY KEY("workspace_id","message_id")
);
--> statement-breakpoint
ALTER TABLE "received_mails" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "workspace_mail" (
	"workspace_id" uuid NOT NULL,
	"name" text DEFAULT left(replace(gen_random_uuid()::text, '-', ''), 12) NOT NULL,
	"domain" text,
	"sender" text,
	"provider_id" text,
	"status" text,
	"records" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"checked_at" timestamp with time zone,
	CONSTRAINT "workspace_mail_workspace_id_pk" PRIMARY KEY("workspace_id"),
	CONSTRAINT "workspace_mail_name_unique" UNIQUE("name"),
	CONSTRAINT "workspace_mail_name" CHECK ("workspace_mail"."name" ~ '^[a-z0-9]{6,20}$'),
	CONSTRAINT "workspace_mail_domain" CHECK (("workspace_mail"."domain" is null) = ("workspace_mail"."sender" is null) and ("workspace_mail"."domain" is null) = ("workspace_mail"."provider_id" is null) and ("workspace_mail"."domain" is null) = ("workspace_mail"."status" is null))
);
--> statement-breakpoint
ALTER TABLE "workspace_mail" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "channel" text DEFAULT 'messenger' NOT NULL;--> statement-breakpoint
ALTER TABLE "visitors" ADD COLUMN "mail_address" text;--> statement-breakpoint
ALTER TABLE "visitors" ADD COLUMN "mail_proof" text;--> statement-breakpoint
ALTER TABLE "mail_codes" ADD CONSTRAINT "mail_codes_workspace_id_visitor_id_visitors_workspace_id_id_fk" FOREIGN KEY ("workspace_id","visitor_id") REFERENCES "public"."visitors"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "received_mails" ADD CONSTRAINT "received_mails_workspace_id_message_id_messages_workspace_id_id_fk" FOREIGN KEY ("workspace_id","message_id") REFERENCES "public"."messages"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workspace_mail" ADD CONSTRAINT "workspace_mail_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "visitors_mail_address" ON "visitors" USING btree ("workspace_id","mail_address") WHERE mail_address is not null;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_via" CHECK ("messages"."via" = 'mail');--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_channel" CHECK ("topics"."channel" in ('messenger', 'mail'));--> statement-breakpoint
ALTER TABLE "visitors" ADD CONSTRAINT "visitors_mail_proof" CHECK (("visitors"."mail_address" is null) = ("visitors"."mail_proof" is null) and "visitors"."mail_proof" in ('claimed', 'proven'));--> statement-breakpoint
CREATE POLICY "own_workspace" ON "mail_codes" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "received_mails" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "workspace_mail" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint

-- Whose mail it is that comes to an address. It learns an id and nothing else, and only for a name that it knows whole.
create function workspace_of_mail(mail_name text) returns uuid
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (select workspace_id from workspace_mail where name = mail_name);
end $$;
--> statement-breakpoint
revoke execute on function workspace_of_mail(text) from public;
--> statement-breakpoint
grant execute on function workspace_of_mail(text) to app;
--> statement-breakpoint

insert into workspace_mail (workspace_id) select id from workspaces;

CREATE TABLE "knocks" (
	"workspace_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"rung" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"failed_at" timestamp with time zone,
	"seen_at" timestamp with time zone,
	CONSTRAINT "knocks_workspace_id_message_id_rung_pk" PRIMARY KEY("workspace_id","message_id","rung"),
	CONSTRAINT "knocks_rung" CHECK ("knocks"."rung" in ('push', 'mail'))
);
--> statement-breakpoint
ALTER TABLE "knocks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "visitor_devices" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"key_hash" text NOT NULL,
	"endpoint" text NOT NULL,
	"p256dh" text NOT NULL,
	"auth" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone NOT NULL,
	"last_reached_at" timestamp with time zone,
	CONSTRAINT "visitor_devices_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "visitor_devices_workspaceId_endpoint_unique" UNIQUE("workspace_id","endpoint"),
	CONSTRAINT "visitor_devices_workspaceId_keyHash_unique" UNIQUE("workspace_id","key_hash")
);
--> statement-breakpoint
ALTER TABLE "visitor_devices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "visitor_passes" (
	"workspace_id" uuid NOT NULL,
	"pass_hash" text NOT NULL,
	"key_hash" text NOT NULL,
	"purpose" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"new_key_hash" text,
	"device_name" text,
	CONSTRAINT "visitor_passes_workspace_id_pass_hash_pk" PRIMARY KEY("workspace_id","pass_hash"),
	CONSTRAINT "visitor_passes_purpose" CHECK ("visitor_passes"."purpose" in ('notify', 'home', 'carry'))
);
--> statement-breakpoint
ALTER TABLE "visitor_passes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ways_back" (
	"workspace_id" uuid NOT NULL,
	"public_key" text NOT NULL,
	"sealed_key" text NOT NULL,
	"push_after_seconds" integer DEFAULT 30 NOT NULL,
	"mail_after_minutes" integer DEFAULT 15 NOT NULL,
	"shows_words" boolean DEFAULT true NOT NULL,
	CONSTRAINT "ways_back_workspace_id_pk" PRIMARY KEY("workspace_id"),
	CONSTRAINT "ways_back_push_after" CHECK ("ways_back"."push_after_seconds" between 0 and 86400),
	CONSTRAINT "ways_back_mail_after" CHECK ("ways_back"."mail_after_minutes" between 0 and 10080)
);
--> statement-breakpoint
ALTER TABLE "ways_back" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "way_back" text DEFAULT 'any' NOT NULL;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "quiet" jsonb;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "look_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "visitor_keys" ADD COLUMN "device_id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "visitor_keys" ADD COLUMN "name" text;--> statement-breakpoint
ALTER TABLE "visitor_keys" ADD COLUMN "parent_hash" text;--> statement-breakpoint
ALTER TABLE "knocks" ADD CONSTRAINT "knocks_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knocks" ADD CONSTRAINT "knocks_workspace_id_message_id_messages_workspace_id_id_fk" FOREIGN KEY ("workspace_id","message_id") REFERENCES "public"."messages"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visitor_devices" ADD CONSTRAINT "visitor_devices_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visitor_devices" ADD CONSTRAINT "visitor_devices_workspace_id_key_hash_visitor_keys_workspace_id_key_hash_fk" FOREIGN KEY ("workspace_id","key_hash") REFERENCES "public"."visitor_keys"("workspace_id","key_hash") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visitor_passes" ADD CONSTRAINT "visitor_passes_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visitor_passes" ADD CONSTRAINT "visitor_passes_workspace_id_key_hash_visitor_keys_workspace_id_key_hash_fk" FOREIGN KEY ("workspace_id","key_hash") REFERENCES "public"."visitor_keys"("workspace_id","key_hash") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ways_back" ADD CONSTRAINT "ways_back_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "visitor_passes_workspace_id_key_hash_index" ON "visitor_passes" USING btree ("workspace_id","key_hash");--> statement-breakpoint
ALTER TABLE "visitor_keys" ADD CONSTRAINT "visitor_keys_workspace_id_parent_hash_visitor_keys_workspace_id_key_hash_fk" FOREIGN KEY ("workspace_id","parent_hash") REFERENCES "public"."visitor_keys"("workspace_id","key_hash") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "visitor_keys_parent" ON "visitor_keys" USING btree ("workspace_id","parent_hash") WHERE parent_hash is not null;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_way_back" CHECK ("threads"."way_back" in ('any', 'push', 'mail', 'done', 'never'));--> statement-breakpoint
CREATE POLICY "own_workspace" ON "knocks" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "visitor_devices" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "visitor_passes" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());--> statement-breakpoint
CREATE POLICY "own_workspace" ON "ways_back" AS PERMISSIVE FOR ALL TO "app" USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
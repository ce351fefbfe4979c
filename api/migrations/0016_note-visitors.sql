ALTER TABLE "visitors" ADD COLUMN "noted_name" text;--> statement-breakpoint
ALTER TABLE "visitors" ADD COLUMN "noted_email" text;--> statement-breakpoint
ALTER TABLE "visitors" ADD COLUMN "shown_name" text GENERATED ALWAYS AS (case when identity = 'verified' then coalesce(name, noted_name) else coalesce(noted_name, name) end) STORED;--> statement-breakpoint
ALTER TABLE "visitors" ADD COLUMN "shown_email" text GENERATED ALWAYS AS (case when identity = 'verified' then coalesce(email, noted_email) else coalesce(noted_email, email) end) STORED;--> statement-breakpoint
ALTER TABLE "visitors" ADD COLUMN "private_attributes" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "visitors" ADD COLUMN "pages" jsonb DEFAULT '[]'::jsonb NOT NULL;
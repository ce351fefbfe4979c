ALTER TABLE "knocks" ADD COLUMN "mailed_up_to" uuid;--> statement-breakpoint
UPDATE "knocks" SET "mailed_up_to" = "message_id" WHERE "rung" = 'mail' AND "failed_at" IS NULL;

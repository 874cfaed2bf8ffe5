CREATE TABLE "operator_invitation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"digest" "bytea" NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"bindings" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"accepted_at" timestamp (3) with time zone,
	"operator_id" uuid,
	"actor_type" text NOT NULL,
	"actor_id" uuid,
	"actor_label" text NOT NULL,
	CONSTRAINT "operator_invitation_digest_unique" UNIQUE("digest")
);
--> statement-breakpoint
CREATE TABLE "sign_in_setting" (
	"id" integer PRIMARY KEY NOT NULL,
	"second_factor" text NOT NULL,
	CONSTRAINT "sign_in_setting_single" CHECK (id = 1),
	CONSTRAINT "sign_in_setting_second_factor" CHECK ("sign_in_setting"."second_factor" in ('nobody', 'administrators', 'everybody'))
);
--> statement-breakpoint
ALTER TABLE "notice" DROP CONSTRAINT "notice_kind";--> statement-breakpoint
ALTER TABLE "notice" DROP CONSTRAINT "notice_recipient";--> statement-breakpoint
ALTER TABLE "operator_link" DROP CONSTRAINT "operator_link_purpose";--> statement-breakpoint
DROP INDEX "operator_email";--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "sealed_secret" "bytea";--> statement-breakpoint
ALTER TABLE "operator" ADD COLUMN "removed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "operator_invitation" ADD CONSTRAINT "operator_invitation_operator_id_operator_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operator"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "operator_invitation_open" ON "operator_invitation" USING btree (lower("email")) WHERE accepted_at is null and withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "operator_invitation_newest" ON "operator_invitation" USING btree ("id" DESC NULLS LAST) WHERE accepted_at is null and withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "operator_name" ON "operator" USING btree ("name","id") WHERE removed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "operator_email" ON "operator" USING btree (lower("email")) WHERE removed_at is null;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_secret_gone" CHECK (state = 'queued' or sealed_secret is null);--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_kind" CHECK ("notice"."kind" in ('credentials_revoked', 'credential_ended', 'key_ends_in_14_days', 'key_ends_in_3_days', 'overlap_ends', 'operator_new_device', 'operator_break_glass', 'operator_invitation', 'operator_forgotten', 'mail_test'));--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_recipient" CHECK ("notice"."recipient_type" in ('subject', 'operator', 'invitation'));--> statement-breakpoint
ALTER TABLE "operator_link" ADD CONSTRAINT "operator_link_purpose" CHECK ("operator_link"."purpose" in ('reset', 'forgotten', 'new_owner'));
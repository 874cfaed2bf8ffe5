CREATE TABLE "application_mail" (
	"application_id" uuid PRIMARY KEY NOT NULL,
	"kinds_off" text[] NOT NULL,
	"reply_to" text,
	"language" text
);
--> statement-breakpoint
CREATE TABLE "mail_setting" (
	"id" integer PRIMARY KEY NOT NULL,
	"enabled" boolean NOT NULL,
	"kinds_off" text[] NOT NULL,
	"server_set" boolean,
	"sender" text,
	"reported_at" timestamp (3) with time zone,
	CONSTRAINT "mail_setting_single" CHECK (id = 1)
);
--> statement-breakpoint
CREATE TABLE "notice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"dedupe_key" text NOT NULL,
	"recipient_type" text NOT NULL,
	"recipient_id" uuid NOT NULL,
	"application_id" uuid,
	"credential_id" uuid,
	"about_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"why" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "notice_kind" CHECK ("notice"."kind" in ('credentials_revoked', 'credential_ended', 'key_ends_in_14_days', 'key_ends_in_3_days', 'overlap_ends', 'operator_new_device', 'operator_break_glass', 'mail_test')),
	CONSTRAINT "notice_recipient" CHECK ("notice"."recipient_type" in ('subject', 'operator')),
	CONSTRAINT "notice_state" CHECK ("notice"."state" in ('queued', 'sent', 'failed', 'skipped')),
	CONSTRAINT "notice_why" CHECK ("notice"."why" in ('no_address', 'opted_out', 'no_longer_true', 'no_mail_server', 'recipient_refused', 'message_refused', 'sign_in_refused', 'server_unreachable', 'server_busy')),
	CONSTRAINT "notice_settled" CHECK ((state = 'queued') = (next_attempt_at is not null)),
	CONSTRAINT "notice_settled_at" CHECK ((state = 'queued') = (settled_at is null))
);
--> statement-breakpoint
ALTER TABLE "application_mail" ADD CONSTRAINT "application_mail_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "notice_dedupe" ON "notice" USING btree ("dedupe_key");--> statement-breakpoint
CREATE INDEX "notice_due" ON "notice" USING btree ("next_attempt_at") WHERE next_attempt_at is not null;--> statement-breakpoint
CREATE INDEX "notice_newest" ON "notice" USING btree ("id" DESC NULLS LAST);
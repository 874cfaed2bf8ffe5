ALTER TABLE "notice" DROP CONSTRAINT "notice_kind";--> statement-breakpoint
ALTER TABLE "notice" DROP CONSTRAINT "notice_recipient";--> statement-breakpoint
ALTER TABLE "policy_version" ADD COLUMN "overlap_seconds_max" integer;--> statement-breakpoint
ALTER TABLE "policy_version" ADD COLUMN "rotate_after_seconds" integer;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_kind" CHECK ("notice"."kind" in ('credentials_revoked', 'credential_ended', 'key_ends_in_14_days', 'key_ends_in_3_days', 'rotation_due', 'overlap_ends', 'operator_new_device', 'operator_break_glass', 'operator_invitation', 'operator_forgotten', 'mail_test'));--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_recipient" CHECK ("notice"."recipient_type" in ('subject', 'contact', 'operator', 'invitation'));--> statement-breakpoint
ALTER TABLE "policy_version" ADD CONSTRAINT "policy_version_overlap" CHECK (overlap_seconds_max is null or overlap_seconds_max between 0 and 2592000);--> statement-breakpoint
ALTER TABLE "policy_version" ADD CONSTRAINT "policy_version_rotate" CHECK (rotate_after_seconds is null or rotate_after_seconds between 86400 and 34560000);
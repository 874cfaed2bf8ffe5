CREATE TABLE "application" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"environment" text NOT NULL,
	"directory" text NOT NULL,
	"sign_in_url" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "application_environment" CHECK ("application"."environment" in ('live', 'test')),
	CONSTRAINT "application_slug_shape" CHECK ("application"."slug" ~ '^[a-z][a-z0-9-]{1,38}$')
);
--> statement-breakpoint
CREATE TABLE "audit_entry" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"action" text NOT NULL,
	"actor_type" text NOT NULL,
	"actor_id" uuid,
	"actor_label" text NOT NULL,
	"target_type" text NOT NULL,
	"target_id" uuid,
	"application_id" uuid,
	"subject_id" uuid,
	"correlation_id" uuid NOT NULL,
	"request_ip" "inet",
	"detail" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_seal" (
	"position" bigint PRIMARY KEY NOT NULL,
	"entry_id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	"sealed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "config_epoch" (
	"id" integer PRIMARY KEY NOT NULL,
	"epoch" bigint NOT NULL,
	CONSTRAINT "config_epoch_single" CHECK (id = 1)
);
--> statement-breakpoint
CREATE TABLE "issuer_key" (
	"id" text PRIMARY KEY NOT NULL,
	"fingerprint" text NOT NULL,
	"registered_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pepper" (
	"version" integer PRIMARY KEY NOT NULL,
	"fingerprint" text NOT NULL,
	"registered_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "credential_end" (
	"credential_id" uuid PRIMARY KEY NOT NULL,
	"ended_at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"cause" text,
	"note" text,
	"digest" "bytea" NOT NULL,
	"pepper_version" integer NOT NULL,
	"kind" text NOT NULL,
	"application_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"signed_in_at" timestamp (3) with time zone NOT NULL,
	"overlap_until" timestamp (3) with time zone,
	"successor_id" uuid,
	"last_used_at" timestamp (3) with time zone NOT NULL,
	"last_used_ip" "inet",
	"last_used_user_agent" text,
	"use_count" bigint NOT NULL,
	"correlation_id" uuid NOT NULL,
	"actor_type" text NOT NULL,
	"actor_id" uuid,
	"actor_label" text NOT NULL,
	CONSTRAINT "credential_end_reason_listed" CHECK ("credential_end"."reason" in ('revoked', 'superseded', 'replayed', 'consumed', 'expired', 'idle', 'rotation_overdue')),
	CONSTRAINT "credential_end_cause_listed" CHECK ("credential_end"."cause" in ('unspecified', 'key_compromise', 'secret_leaked', 'affiliation_changed', 'privilege_withdrawn', 'logged_out', 'session_limit', 'credential_changed', 'unused', 'family_replay', 'cutoff'))
);
--> statement-breakpoint
CREATE TABLE "credential_live" (
	"credential_id" uuid PRIMARY KEY NOT NULL,
	"selector" text NOT NULL,
	"digest" "bytea" NOT NULL,
	"pepper_version" integer NOT NULL,
	"environment" text NOT NULL,
	"kind" text NOT NULL,
	"application_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"family_id" uuid NOT NULL,
	"generation" integer NOT NULL,
	"scopes" text[] NOT NULL,
	"signed_in_at" timestamp (3) with time zone NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"not_before" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"overlap_until" timestamp (3) with time zone,
	"successor_id" uuid,
	"suspended_from" timestamp (3) with time zone,
	"suspended_until" timestamp (3) with time zone,
	"created_ip" "inet",
	"last_used_at" timestamp (3) with time zone NOT NULL,
	"last_used_ip" "inet",
	"last_used_user_agent" text,
	"use_count" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "credential_live_overlap" CHECK ((overlap_until is null) = (successor_id is null)),
	CONSTRAINT "credential_live_suspension" CHECK (suspended_from is not null or suspended_until is null)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
--> statement-breakpoint
CREATE TABLE "credential" (
	"id" uuid PRIMARY KEY NOT NULL,
	"environment" text NOT NULL,
	"kind" text NOT NULL,
	"application_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"family_id" uuid NOT NULL,
	"generation" integer NOT NULL,
	"predecessor_id" uuid,
	"issuer_key_id" text NOT NULL,
	"selector" text NOT NULL,
	"name" text,
	"purpose" text,
	"scopes" text[] DEFAULT '{}'::text[] NOT NULL,
	"auth_method" text,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"not_before" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"created_ip" "inet",
	"created_country" text,
	"created_user_agent" text,
	"actor_type" text NOT NULL,
	"actor_id" uuid,
	"actor_label" text NOT NULL,
	CONSTRAINT "credential_kind" CHECK ("credential"."kind" in ('session', 'api_key', 'one_time', 'certificate')),
	CONSTRAINT "credential_environment" CHECK ("credential"."environment" in ('live', 'test')),
	CONSTRAINT "credential_dates" CHECK (expires_at is null or expires_at > issued_at)
);
--> statement-breakpoint
CREATE TABLE "cutoff" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject_id" uuid,
	"application_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"cause" text NOT NULL,
	"note" text,
	"actor_type" text NOT NULL,
	"actor_id" uuid,
	"actor_label" text NOT NULL,
	CONSTRAINT "cutoff_cause" CHECK ("cutoff"."cause" in ('unspecified', 'key_compromise', 'secret_leaked', 'affiliation_changed', 'privilege_withdrawn', 'logged_out', 'session_limit', 'credential_changed', 'unused', 'family_replay', 'cutoff')),
	CONSTRAINT "cutoff_note_length" CHECK (length(note) <= 2000)
);
--> statement-breakpoint
CREATE TABLE "disabling" (
	"id" uuid PRIMARY KEY NOT NULL,
	"target_type" text NOT NULL,
	"target_id" uuid NOT NULL,
	"from_at" timestamp (3) with time zone NOT NULL,
	"until_at" timestamp (3) with time zone,
	"note" text,
	"actor_type" text NOT NULL,
	"actor_id" uuid,
	"actor_label" text NOT NULL,
	CONSTRAINT "disabling_target_type" CHECK ("disabling"."target_type" in ('subject', 'application')),
	CONSTRAINT "disabling_order" CHECK (until_at is null or until_at >= from_at)
);
--> statement-breakpoint
CREATE TABLE "family" (
	"id" uuid PRIMARY KEY NOT NULL,
	"signed_in_at" timestamp (3) with time zone NOT NULL,
	"current_generation" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"caller_credential_id" uuid NOT NULL,
	"route" text NOT NULL,
	"key_digest" "bytea" NOT NULL,
	"fingerprint" "bytea" NOT NULL,
	"status" integer,
	"sealed_body" "bytea",
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_caller_credential_id_route_key_digest_pk" PRIMARY KEY("caller_credential_id","route","key_digest")
);
--> statement-breakpoint
CREATE TABLE "operator" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject_id" uuid NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "operator_role" CHECK ("operator"."role" in ('administrator', 'support'))
);
--> statement-breakpoint
CREATE TABLE "set_up_link" (
	"id" uuid PRIMARY KEY NOT NULL,
	"digest" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sign_in_throttle" (
	"key" "bytea" NOT NULL,
	"window_start" timestamp (3) with time zone NOT NULL,
	"failures" integer NOT NULL,
	CONSTRAINT "sign_in_throttle_key_window_start_pk" PRIMARY KEY("key","window_start")
);
--> statement-breakpoint
CREATE TABLE "policy" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "policy_scope" UNIQUE NULLS NOT DISTINCT("application_id","kind"),
	CONSTRAINT "policy_kind" CHECK ("policy"."kind" in ('session', 'api_key', 'one_time', 'certificate'))
);
--> statement-breakpoint
CREATE TABLE "policy_version" (
	"id" uuid PRIMARY KEY NOT NULL,
	"policy_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"idle_seconds" integer,
	"absolute_seconds" integer,
	"effective_from" timestamp (3) with time zone NOT NULL,
	"note" text,
	"previewed_endings" integer,
	"preset" jsonb,
	"actor_type" text NOT NULL,
	"actor_id" uuid,
	"actor_label" text NOT NULL,
	CONSTRAINT "policy_version_number" UNIQUE("policy_id","version"),
	CONSTRAINT "policy_version_idle" CHECK (idle_seconds is null or idle_seconds between 60 and 34560000),
	CONSTRAINT "policy_version_absolute" CHECK (absolute_seconds is null or absolute_seconds between 60 and 34560000)
);
--> statement-breakpoint
CREATE TABLE "refusal" (
	"id" uuid NOT NULL,
	"hour" timestamp (3) with time zone NOT NULL,
	"dedupe_key" "bytea" NOT NULL,
	"first_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"count" bigint NOT NULL,
	"reason" text NOT NULL,
	"cause" text,
	"application_id" uuid NOT NULL,
	"caller_credential_id" uuid NOT NULL,
	"credential_id" uuid,
	"subject_id" uuid,
	"environment" text,
	"kind" text,
	"selector" text,
	"ip" "inet",
	"country" text,
	"user_agent" text,
	"caller_ip" "inet",
	"policy_version_id" uuid,
	"evidence" jsonb NOT NULL,
	CONSTRAINT "refusal_hour_dedupe_key_pk" PRIMARY KEY("hour","dedupe_key"),
	CONSTRAINT "refusal_reason_listed" CHECK ("refusal"."reason" in ('malformed', 'wrong_environment', 'mistyped', 'forged', 'tampered', 'unknown', 'mismatch', 'revoked', 'superseded', 'replayed', 'consumed', 'subject_disabled', 'application_disabled', 'expired', 'idle', 'rotation_overdue', 'suspended', 'not_yet_valid', 'clock_skew', 'wrong_audience', 'wrong_kind', 'binding_mismatch', 'address_not_allowed', 'insufficient_scope', 'role_not_permitted', 'not_on_access_list', 'grant_expired', 'step_up_required', 'nonce_replayed', 'rate_limited', 'quota_exhausted', 'verifier_misconfigured', 'verifier_unavailable'))
) PARTITION BY RANGE ("hour");
--> statement-breakpoint
CREATE TABLE "refusal_hour" (
	"hour" timestamp (3) with time zone NOT NULL,
	"application_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "refusal_hour_hour_application_id_reason_pk" PRIMARY KEY("hour","application_id","reason")
);
--> statement-breakpoint
CREATE TABLE "refusal_request" (
	"request_at" timestamp (3) with time zone NOT NULL,
	"request_id" uuid NOT NULL,
	"refusal_id" uuid NOT NULL,
	"judged_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "refusal_request_request_at_request_id_pk" PRIMARY KEY("request_at","request_id")
) PARTITION BY RANGE ("request_at");
--> statement-breakpoint
CREATE TABLE "subject" (
	"id" uuid PRIMARY KEY NOT NULL,
	"environment" text NOT NULL,
	"directory" text NOT NULL,
	"external_id" text NOT NULL,
	"type" text NOT NULL,
	"name" text,
	"email" text,
	"represents_application_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "subject_type" CHECK ("subject"."type" in ('person', 'service')),
	CONSTRAINT "subject_environment" CHECK ("subject"."environment" in ('live', 'test'))
);
--> statement-breakpoint
CREATE TABLE "suspension" (
	"id" uuid PRIMARY KEY NOT NULL,
	"credential_id" uuid NOT NULL,
	"from_at" timestamp (3) with time zone NOT NULL,
	"until_at" timestamp (3) with time zone,
	"note" text,
	"actor_type" text NOT NULL,
	"actor_id" uuid,
	"actor_label" text NOT NULL,
	CONSTRAINT "suspension_order" CHECK (until_at is null or until_at >= from_at)
);
--> statement-breakpoint
CREATE TABLE "use_hour" (
	"hour" timestamp (3) with time zone NOT NULL,
	"credential_id" uuid NOT NULL,
	"minutes" bit(60) NOT NULL,
	"count" integer NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"addresses" text[] DEFAULT '{}'::text[] NOT NULL,
	"scopes" text[] DEFAULT '{}'::text[] NOT NULL,
	CONSTRAINT "use_hour_credential_id_hour_pk" PRIMARY KEY("credential_id","hour")
) PARTITION BY RANGE ("hour");
--> statement-breakpoint
ALTER TABLE "credential_end" ADD CONSTRAINT "credential_end_credential_id_credential_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credential"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential_live" ADD CONSTRAINT "credential_live_credential_id_credential_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credential"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential" ADD CONSTRAINT "credential_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential" ADD CONSTRAINT "credential_subject_id_subject_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."subject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential" ADD CONSTRAINT "credential_family_id_family_id_fk" FOREIGN KEY ("family_id") REFERENCES "public"."family"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cutoff" ADD CONSTRAINT "cutoff_subject_id_subject_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."subject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cutoff" ADD CONSTRAINT "cutoff_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operator" ADD CONSTRAINT "operator_subject_id_subject_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."subject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy" ADD CONSTRAINT "policy_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_version" ADD CONSTRAINT "policy_version_policy_id_policy_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."policy"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subject" ADD CONSTRAINT "subject_represents_application_id_application_id_fk" FOREIGN KEY ("represents_application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspension" ADD CONSTRAINT "suspension_credential_id_credential_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credential"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "application_slug" ON "application" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "audit_entry_at" ON "audit_entry" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "audit_entry_target" ON "audit_entry" USING btree ("target_id","at");--> statement-breakpoint
CREATE INDEX "audit_entry_subject" ON "audit_entry" USING btree ("subject_id","at");--> statement-breakpoint
CREATE INDEX "audit_entry_correlation" ON "audit_entry" USING btree ("correlation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "audit_seal_entry" ON "audit_seal" USING btree ("entry_id");--> statement-breakpoint
CREATE INDEX "credential_end_reason" ON "credential_end" USING btree ("reason","ended_at","credential_id");--> statement-breakpoint
CREATE INDEX "credential_end_application" ON "credential_end" USING btree ("application_id","kind","credential_id");--> statement-breakpoint
CREATE INDEX "credential_end_subject" ON "credential_end" USING btree ("subject_id","credential_id");--> statement-breakpoint
CREATE UNIQUE INDEX "credential_live_selector" ON "credential_live" USING btree ("selector");--> statement-breakpoint
CREATE INDEX "credential_live_application" ON "credential_live" USING btree ("application_id","kind","credential_id");--> statement-breakpoint
CREATE INDEX "credential_live_subject" ON "credential_live" USING btree ("subject_id","credential_id");--> statement-breakpoint
CREATE INDEX "credential_live_last_used" ON "credential_live" USING btree ("last_used_at","credential_id");--> statement-breakpoint
CREATE UNIQUE INDEX "credential_selector" ON "credential" USING btree ("selector");--> statement-breakpoint
CREATE INDEX "credential_application" ON "credential" USING btree ("application_id","kind","id");--> statement-breakpoint
CREATE INDEX "credential_subject" ON "credential" USING btree ("subject_id","id");--> statement-breakpoint
CREATE INDEX "credential_kind" ON "credential" USING btree ("kind","id");--> statement-breakpoint
CREATE INDEX "credential_created_ip" ON "credential" USING btree ("created_ip","id");--> statement-breakpoint
CREATE UNIQUE INDEX "credential_generation" ON "credential" USING btree ("family_id","generation");--> statement-breakpoint
CREATE INDEX "cutoff_subject" ON "cutoff" USING btree ("subject_id","at") WHERE subject_id is not null;--> statement-breakpoint
CREATE INDEX "cutoff_wide" ON "cutoff" USING btree ("at") WHERE subject_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX "disabling_open" ON "disabling" USING btree ("target_id") WHERE until_at is null;--> statement-breakpoint
CREATE INDEX "disabling_target" ON "disabling" USING btree ("target_id","from_at");--> statement-breakpoint
CREATE INDEX "idempotency_created" ON "idempotency" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "operator_email" ON "operator" USING btree (lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "operator_subject" ON "operator" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "refusal_id" ON "refusal" USING btree ("id");--> statement-breakpoint
CREATE INDEX "refusal_last" ON "refusal" USING btree ("last_at","id");--> statement-breakpoint
CREATE INDEX "refusal_credential" ON "refusal" USING btree ("credential_id","last_at") WHERE credential_id is not null;--> statement-breakpoint
CREATE INDEX "refusal_subject" ON "refusal" USING btree ("subject_id","last_at") WHERE subject_id is not null;--> statement-breakpoint
CREATE INDEX "refusal_application" ON "refusal" USING btree ("application_id","reason","last_at");--> statement-breakpoint
CREATE INDEX "refusal_reason" ON "refusal" USING btree ("reason","last_at");--> statement-breakpoint
CREATE INDEX "refusal_ip" ON "refusal" USING btree ("ip","last_at");--> statement-breakpoint
CREATE INDEX "refusal_request_refusal" ON "refusal_request" USING btree ("refusal_id","judged_at");--> statement-breakpoint
CREATE UNIQUE INDEX "subject_external" ON "subject" USING btree ("environment","directory","external_id");--> statement-breakpoint
CREATE INDEX "subject_email" ON "subject" USING btree (lower("email") COLLATE "C");--> statement-breakpoint
CREATE INDEX "subject_name" ON "subject" USING btree (lower("name") COLLATE "C");--> statement-breakpoint
CREATE INDEX "subject_represents" ON "subject" USING btree ("represents_application_id") WHERE represents_application_id is not null;--> statement-breakpoint
CREATE INDEX "suspension_credential" ON "suspension" USING btree ("credential_id","from_at");
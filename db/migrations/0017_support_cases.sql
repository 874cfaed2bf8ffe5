CREATE TABLE "public_turn" (
	"key" "bytea" NOT NULL,
	"window_start" timestamp (3) with time zone NOT NULL,
	"count" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "share_link" (
	"id" uuid PRIMARY KEY NOT NULL,
	"digest" "bytea" NOT NULL,
	"frozen" jsonb NOT NULL,
	"key" text NOT NULL,
	"application_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"opened" integer DEFAULT 0 NOT NULL,
	"last_opened_at" timestamp (3) with time zone,
	"actor_type" text NOT NULL,
	"actor_id" uuid,
	"actor_label" text NOT NULL,
	CONSTRAINT "share_link_life" CHECK (expires_at > created_at and expires_at <= created_at + interval '7 days')
);
--> statement-breakpoint
CREATE TABLE "case_evidence" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"type" text NOT NULL,
	"key" text NOT NULL,
	"frozen" jsonb,
	"added_at" timestamp (3) with time zone NOT NULL,
	"actor_type" text NOT NULL,
	"actor_id" uuid,
	"actor_label" text NOT NULL,
	CONSTRAINT "case_evidence_type" CHECK ("case_evidence"."type" in ('explanation', 'refusal', 'credential', 'audit_entry'))
);
--> statement-breakpoint
CREATE TABLE "case_note" (
	"note_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"case_id" uuid NOT NULL,
	"text" text NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL,
	"actor_type" text NOT NULL,
	"actor_id" uuid,
	"actor_label" text NOT NULL,
	CONSTRAINT "case_note_note_id_version_pk" PRIMARY KEY("note_id","version"),
	CONSTRAINT "case_note_version" CHECK (version >= 1)
);
--> statement-breakpoint
CREATE TABLE "case_report" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"request_id" text NOT NULL,
	"text" text NOT NULL,
	"contact" text,
	"language" text NOT NULL,
	"reported_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "support_case" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer GENERATED ALWAYS AS IDENTITY (sequence name "support_case_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1001 CACHE 1),
	"application_id" uuid,
	"subject_id" uuid,
	"who" text,
	"saw" text NOT NULL,
	"happened_at" timestamp (3) with time zone,
	"origin" text NOT NULL,
	"state" text NOT NULL,
	"assignee_id" uuid,
	"root_cause" text,
	"root_cause_note" text,
	"answer" text,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"resolved_at" timestamp (3) with time zone,
	"resolved_by" text,
	"actor_type" text NOT NULL,
	"actor_id" uuid,
	"actor_label" text NOT NULL,
	CONSTRAINT "support_case_origin" CHECK ("support_case"."origin" in ('operator', 'customer')),
	CONSTRAINT "support_case_state_listed" CHECK ("support_case"."state" in ('open', 'resolved')),
	CONSTRAINT "support_case_root_cause" CHECK ("support_case"."root_cause" in ('limit_too_short', 'clock_skew', 'misconfiguration', 'wrong_environment', 'key_not_replaced', 'revoked_on_purpose', 'secret_leaked', 'store_restored', 'copied_wrongly', 'attack', 'our_defect', 'other')),
	CONSTRAINT "support_case_resolution" CHECK ((state = 'resolved') = (resolved_at is not null and root_cause is not null and answer is not null)),
	CONSTRAINT "support_case_other_said" CHECK (root_cause <> 'other' or root_cause_note is not null)
);
--> statement-breakpoint
ALTER TABLE "case_evidence" ADD CONSTRAINT "case_evidence_case_id_support_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."support_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_note" ADD CONSTRAINT "case_note_case_id_support_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."support_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_report" ADD CONSTRAINT "case_report_case_id_support_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."support_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_case" ADD CONSTRAINT "support_case_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_case" ADD CONSTRAINT "support_case_subject_id_subject_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."subject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_case" ADD CONSTRAINT "support_case_assignee_id_operator_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."operator"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "public_turn_key" ON "public_turn" USING btree ("key","window_start");--> statement-breakpoint
CREATE INDEX "public_turn_window" ON "public_turn" USING btree ("window_start");--> statement-breakpoint
CREATE UNIQUE INDEX "share_link_digest" ON "share_link" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "share_link_key" ON "share_link" USING btree ("key","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "case_evidence_once" ON "case_evidence" USING btree ("case_id","type","key");--> statement-breakpoint
CREATE INDEX "case_evidence_key" ON "case_evidence" USING btree ("key","type");--> statement-breakpoint
CREATE INDEX "case_note_case" ON "case_note" USING btree ("case_id","note_id","version");--> statement-breakpoint
CREATE INDEX "case_report_case" ON "case_report" USING btree ("case_id","reported_at");--> statement-breakpoint
CREATE UNIQUE INDEX "support_case_number" ON "support_case" USING btree ("number");--> statement-breakpoint
CREATE INDEX "support_case_changed" ON "support_case" USING btree ("changed_at","id");--> statement-breakpoint
CREATE INDEX "support_case_state" ON "support_case" USING btree ("state","changed_at","id");--> statement-breakpoint
CREATE INDEX "support_case_application" ON "support_case" USING btree ("application_id","changed_at","id");--> statement-breakpoint
CREATE INDEX "support_case_subject" ON "support_case" USING btree ("subject_id","changed_at") WHERE subject_id is not null;--> statement-breakpoint
CREATE INDEX "support_case_resolved" ON "support_case" USING btree ("resolved_at","root_cause") WHERE resolved_at is not null;
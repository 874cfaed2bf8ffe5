CREATE TABLE "bulk_act" (
	"id" uuid PRIMARY KEY NOT NULL,
	"verb" text NOT NULL,
	"state" text NOT NULL,
	"scope" jsonb NOT NULL,
	"subject_id" uuid,
	"cutoff" boolean NOT NULL,
	"disables" uuid[] DEFAULT '{}'::uuid[] NOT NULL,
	"preview" jsonb NOT NULL,
	"total" integer NOT NULL,
	"itemized" boolean NOT NULL,
	"previewed_at" timestamp (3) with time zone NOT NULL,
	"cause" text,
	"note" text,
	"until_at" timestamp (3) with time zone,
	"include_own_session" boolean DEFAULT false NOT NULL,
	"own_session_id" uuid NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"late" integer DEFAULT 0 NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"already" integer DEFAULT 0 NOT NULL,
	"left_out" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"actor_type" text NOT NULL,
	"actor_id" uuid,
	"actor_label" text NOT NULL,
	CONSTRAINT "bulk_act_verb" CHECK ("bulk_act"."verb" in ('end', 'suspend', 'resume')),
	CONSTRAINT "bulk_act_state" CHECK ("bulk_act"."state" in ('previewed', 'running', 'stopped', 'done')),
	CONSTRAINT "bulk_act_cause" CHECK ("bulk_act"."cause" in ('unspecified', 'key_compromise', 'affiliation_changed', 'privilege_withdrawn', 'logged_out')),
	CONSTRAINT "bulk_act_started" CHECK ((state = 'previewed') = (started_at is null)),
	CONSTRAINT "bulk_act_finished" CHECK ((state in ('stopped', 'done')) = (finished_at is not null)),
	CONSTRAINT "bulk_act_note_length" CHECK (length(note) <= 2000)
);
--> statement-breakpoint
CREATE TABLE "bulk_act_item" (
	"act_id" uuid NOT NULL,
	"credential_id" uuid NOT NULL,
	"outcome" text,
	"late" boolean DEFAULT false NOT NULL,
	CONSTRAINT "bulk_act_item_act_id_credential_id_pk" PRIMARY KEY("act_id","credential_id"),
	CONSTRAINT "bulk_act_item_outcome_listed" CHECK ("bulk_act_item"."outcome" in ('done', 'already', 'own_session', 'not_found'))
);
--> statement-breakpoint
ALTER TABLE "bulk_act_item" ADD CONSTRAINT "bulk_act_item_act_id_bulk_act_id_fk" FOREIGN KEY ("act_id") REFERENCES "public"."bulk_act"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bulk_act_running" ON "bulk_act" USING btree ("started_at") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "bulk_act_previewed" ON "bulk_act" USING btree ("previewed_at","id");--> statement-breakpoint
CREATE INDEX "bulk_act_item_outcome" ON "bulk_act_item" USING btree ("act_id","outcome","credential_id");
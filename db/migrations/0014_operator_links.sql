CREATE TABLE "break_glass" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"os_user" text NOT NULL,
	"purpose" text NOT NULL,
	"operator_id" uuid
);
--> statement-breakpoint
CREATE TABLE "break_glass_seen" (
	"break_glass_id" uuid NOT NULL,
	"operator_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "break_glass_seen_break_glass_id_operator_id_pk" PRIMARY KEY("break_glass_id","operator_id")
);
--> statement-breakpoint
CREATE TABLE "operator_link" (
	"id" uuid PRIMARY KEY NOT NULL,
	"digest" "bytea" NOT NULL,
	"purpose" text NOT NULL,
	"operator_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"actor_type" text NOT NULL,
	"actor_id" uuid,
	"actor_label" text NOT NULL,
	CONSTRAINT "operator_link_digest_unique" UNIQUE("digest"),
	CONSTRAINT "operator_link_purpose" CHECK ("operator_link"."purpose" in ('reset', 'new_owner'))
);
--> statement-breakpoint
ALTER TABLE "break_glass" ADD CONSTRAINT "break_glass_operator_id_operator_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operator"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "break_glass_seen" ADD CONSTRAINT "break_glass_seen_break_glass_id_break_glass_id_fk" FOREIGN KEY ("break_glass_id") REFERENCES "public"."break_glass"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "break_glass_seen" ADD CONSTRAINT "break_glass_seen_operator_id_operator_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operator"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operator_link" ADD CONSTRAINT "operator_link_operator_id_operator_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operator"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "operator_link_operator" ON "operator_link" USING btree ("operator_id");
CREATE TABLE "application_owner" (
	"application_id" uuid NOT NULL,
	"operator_id" uuid NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"actor_type" text NOT NULL,
	"actor_id" uuid,
	"actor_label" text NOT NULL,
	CONSTRAINT "application_owner_application_id_operator_id_pk" PRIMARY KEY("application_id","operator_id")
);
--> statement-breakpoint
ALTER TABLE "refusal_hour" ADD COLUMN "minutes" integer[] DEFAULT array_fill(0, array[60]) NOT NULL;--> statement-breakpoint
ALTER TABLE "application_owner" ADD CONSTRAINT "application_owner_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_owner" ADD CONSTRAINT "application_owner_operator_id_operator_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operator"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "application_owner_operator" ON "application_owner" USING btree ("operator_id");--> statement-breakpoint
CREATE INDEX "audit_entry_actor" ON "audit_entry" USING btree ("actor_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_entry_application" ON "audit_entry" USING btree ("application_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_entry_action" ON "audit_entry" USING btree ("action","at","id");--> statement-breakpoint
CREATE INDEX "audit_entry_ip" ON "audit_entry" USING btree ("request_ip","at","id");--> statement-breakpoint
CREATE INDEX "credential_live_in_overlap" ON "credential_live" USING btree ("overlap_until") WHERE overlap_until is not null;--> statement-breakpoint
CREATE INDEX "subject_directory" ON "subject" USING btree ("environment","directory","id");
CREATE TABLE "operator_session" (
	"credential_id" uuid PRIMARY KEY NOT NULL,
	"authenticated_at" timestamp (3) with time zone NOT NULL,
	"method" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "role_binding" (
	"id" uuid PRIMARY KEY NOT NULL,
	"operator_id" uuid NOT NULL,
	"role" text NOT NULL,
	"application_id" uuid,
	"given_at" timestamp (3) with time zone NOT NULL,
	"actor_type" text NOT NULL,
	"actor_id" uuid,
	"actor_label" text NOT NULL,
	CONSTRAINT "role_binding_once" UNIQUE NULLS NOT DISTINCT("operator_id","role","application_id"),
	CONSTRAINT "role_binding_role" CHECK ("role_binding"."role" in ('owner', 'administrator', 'operator', 'support', 'auditor')),
	CONSTRAINT "role_binding_owner_everywhere" CHECK (role <> 'owner' or application_id is null)
);
--> statement-breakpoint
ALTER TABLE "operator" DROP CONSTRAINT "operator_role";--> statement-breakpoint
ALTER TABLE "operator_session" ADD CONSTRAINT "operator_session_credential_id_credential_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credential"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_binding" ADD CONSTRAINT "role_binding_operator_id_operator_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operator"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_binding" ADD CONSTRAINT "role_binding_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Written by hand. Until now administrators could do everything, which is what an owner can: nobody loses or gains anything.
INSERT INTO "role_binding" ("id", "operator_id", "role", "given_at", "actor_type", "actor_label")
SELECT gen_random_uuid(), "id", CASE "role" WHEN 'administrator' THEN 'owner' ELSE "role" END, "created_at", 'system', 'Assay' FROM "operator";--> statement-breakpoint
ALTER TABLE "operator" DROP COLUMN "role";
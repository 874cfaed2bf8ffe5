CREATE TABLE "operator_identity" (
	"id" uuid PRIMARY KEY NOT NULL,
	"operator_id" uuid NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"linked_at" timestamp (3) with time zone NOT NULL,
	"last_signed_in_at" timestamp (3) with time zone,
	"actor_type" text NOT NULL,
	"actor_id" uuid,
	"actor_label" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sso_attempt" (
	"digest" "bytea" PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"session_id" uuid,
	"next" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "sso_attempt_purpose" CHECK ("sso_attempt"."purpose" in ('sign_in', 'link', 'confirm'))
);
--> statement-breakpoint
CREATE TABLE "sso_group" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider_id" uuid NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"application_id" uuid,
	CONSTRAINT "sso_group_once" UNIQUE NULLS NOT DISTINCT("provider_id","name","role","application_id"),
	CONSTRAINT "sso_group_role" CHECK ("sso_group"."role" in ('owner', 'administrator', 'operator', 'support', 'auditor')),
	CONSTRAINT "sso_group_owner_everywhere" CHECK (role <> 'owner' or application_id is null)
);
--> statement-breakpoint
CREATE TABLE "sso_provider" (
	"id" uuid PRIMARY KEY NOT NULL,
	"issuer" text NOT NULL,
	"label" text NOT NULL,
	"client_id" text NOT NULL,
	"client_secret" "bytea",
	"scopes" text[] NOT NULL,
	"groups_claim" text NOT NULL,
	"default_role" text,
	"passwords_allowed" boolean NOT NULL,
	"enabled" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sso_provider_default_role" CHECK ("sso_provider"."default_role" is null or "sso_provider"."default_role" in ('support', 'auditor'))
);
--> statement-breakpoint
CREATE TABLE "sso_session" (
	"credential_id" uuid PRIMARY KEY NOT NULL,
	"identity_id" uuid NOT NULL,
	"issuer_session_id" text,
	"id_token" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "role_binding" DROP CONSTRAINT "role_binding_once";--> statement-breakpoint
ALTER TABLE "operator" ALTER COLUMN "password_hash" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "role_binding" ADD COLUMN "source" text DEFAULT 'hand' NOT NULL;--> statement-breakpoint
ALTER TABLE "operator_identity" ADD CONSTRAINT "operator_identity_operator_id_operator_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operator"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sso_group" ADD CONSTRAINT "sso_group_provider_id_sso_provider_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."sso_provider"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sso_group" ADD CONSTRAINT "sso_group_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sso_session" ADD CONSTRAINT "sso_session_credential_id_credential_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credential"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sso_session" ADD CONSTRAINT "sso_session_identity_id_operator_identity_id_fk" FOREIGN KEY ("identity_id") REFERENCES "public"."operator_identity"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "operator_identity_person" ON "operator_identity" USING btree ("issuer","subject");--> statement-breakpoint
CREATE INDEX "operator_identity_operator" ON "operator_identity" USING btree ("operator_id");--> statement-breakpoint
CREATE INDEX "sso_attempt_started" ON "sso_attempt" USING btree ("started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "sso_provider_one" ON "sso_provider" USING btree ((true));--> statement-breakpoint
CREATE INDEX "sso_session_identity" ON "sso_session" USING btree ("identity_id","issuer_session_id");--> statement-breakpoint
ALTER TABLE "role_binding" ADD CONSTRAINT "role_binding_once" UNIQUE NULLS NOT DISTINCT("operator_id","role","application_id","source");--> statement-breakpoint
ALTER TABLE "role_binding" ADD CONSTRAINT "role_binding_source" CHECK ("role_binding"."source" in ('hand', 'issuer'));
CREATE TABLE "key_change" (
	"credential_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"name" text NOT NULL,
	"purpose" text,
	"contact" text,
	"tags" text[] NOT NULL,
	"scopes" text[] NOT NULL,
	"allowed_addresses" text[] NOT NULL,
	"actor_type" text NOT NULL,
	"actor_id" uuid,
	"actor_label" text NOT NULL,
	CONSTRAINT "key_change_credential_id_version_pk" PRIMARY KEY("credential_id","version")
);
--> statement-breakpoint
ALTER TABLE "credential_end" ADD COLUMN "allowed_addresses" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "credential_end" ADD COLUMN "tags" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "credential_live" ADD COLUMN "allowed_addresses" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "credential_live" ADD COLUMN "tags" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "credential" ADD COLUMN "contact" text;--> statement-breakpoint
ALTER TABLE "credential" ADD COLUMN "tags" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "credential" ADD COLUMN "allowed_addresses" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "use_hour" ADD COLUMN "address_counts" integer[] DEFAULT '{}'::integer[] NOT NULL;--> statement-breakpoint
ALTER TABLE "use_hour" ADD COLUMN "scope_counts" integer[] DEFAULT '{}'::integer[] NOT NULL;--> statement-breakpoint
ALTER TABLE "use_hour" ADD COLUMN "user_agents" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "key_change" ADD CONSTRAINT "key_change_credential_id_credential_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credential"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "credential_live_key_issued" ON "credential_live" USING btree ("issued_at","credential_id") WHERE kind = 'api_key';--> statement-breakpoint
CREATE INDEX "credential_live_key_used" ON "credential_live" USING btree ("last_used_at","credential_id") WHERE kind = 'api_key';--> statement-breakpoint
CREATE INDEX "credential_live_key_listed" ON "credential_live" USING btree ("issued_at","credential_id") WHERE kind = 'api_key' and allowed_addresses <> '{}';--> statement-breakpoint
CREATE INDEX "credential_live_key_tags" ON "credential_live" USING gin ("tags") WHERE kind = 'api_key';--> statement-breakpoint
CREATE INDEX "credential_live_key_scopes" ON "credential_live" USING gin ("scopes") WHERE kind = 'api_key';
CREATE TABLE "operator_device" (
	"id" uuid PRIMARY KEY NOT NULL,
	"operator_id" uuid NOT NULL,
	"digest" "bytea" NOT NULL,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"user_agent" text,
	"ip" "inet",
	"session_id" uuid NOT NULL,
	"dismissed_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "operator_device" ADD CONSTRAINT "operator_device_operator_id_operator_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operator"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "operator_device_cookie" ON "operator_device" USING btree ("operator_id","digest");--> statement-breakpoint
CREATE INDEX "operator_device_seen" ON "operator_device" USING btree ("operator_id","first_seen_at");
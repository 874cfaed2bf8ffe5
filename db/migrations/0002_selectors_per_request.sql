ALTER TABLE "refusal_request" ADD COLUMN "selector" text;--> statement-breakpoint
CREATE INDEX "refusal_request_selector" ON "refusal_request" USING btree ("judged_at") WHERE selector is not null;--> statement-breakpoint
ALTER TABLE "refusal" DROP COLUMN "selector";
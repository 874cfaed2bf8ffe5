CREATE INDEX "credential_live_last_used_ip" ON "credential_live" USING btree ("last_used_ip","credential_id");--> statement-breakpoint
CREATE INDEX "credential_live_created_ip" ON "credential_live" USING btree ("created_ip","credential_id");--> statement-breakpoint
CREATE INDEX "credential_created_country" ON "credential" USING btree ("created_country","id");--> statement-breakpoint
CREATE INDEX "credential_created_by" ON "credential" USING btree ("actor_id","id") WHERE actor_type = 'operator';
-- What a key became stays as it was entered: past instants are judged by it.
CREATE TRIGGER key_change_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON key_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Uses of the running hour are added to rows that had no counts: values and counts stand side by side. Older hours are not written again.
UPDATE use_hour SET address_counts = array_fill(0, ARRAY[cardinality(addresses)]), scope_counts = array_fill(0, ARRAY[cardinality(scopes)])
 WHERE hour >= date_trunc('hour', assay_now()) - interval '1 hour';

INSERT INTO mail_setting (id, enabled, kinds_off) VALUES (1, true, '{}');
--> statement-breakpoint
-- The language an application speaks is remembered with its sign-in address.
CREATE TRIGGER application_mail_epoch AFTER INSERT OR UPDATE OR DELETE ON application_mail FOR EACH STATEMENT EXECUTE FUNCTION bump_config_epoch();

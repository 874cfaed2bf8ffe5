-- The one clock that decides. Cut to milliseconds, so that what is stored, compared and shown is the same number.
CREATE FUNCTION assay_now() RETURNS timestamptz LANGUAGE sql VOLATILE PARALLEL SAFE
AS $$ SELECT date_trunc('milliseconds', clock_timestamp()) $$;
--> statement-breakpoint
INSERT INTO config_epoch (id, epoch) VALUES (1, 1);
--> statement-breakpoint
-- Security definer: whoever may change configuration raises the epoch, but nobody may set it.
CREATE FUNCTION bump_config_epoch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$ BEGIN UPDATE config_epoch SET epoch = epoch + 1; RETURN NULL; END $$;
--> statement-breakpoint
CREATE TRIGGER application_epoch AFTER INSERT OR UPDATE OR DELETE ON application FOR EACH STATEMENT EXECUTE FUNCTION bump_config_epoch();
--> statement-breakpoint
CREATE TRIGGER policy_epoch AFTER INSERT OR UPDATE OR DELETE ON policy FOR EACH STATEMENT EXECUTE FUNCTION bump_config_epoch();
--> statement-breakpoint
CREATE TRIGGER policy_version_epoch AFTER INSERT OR UPDATE OR DELETE ON policy_version FOR EACH STATEMENT EXECUTE FUNCTION bump_config_epoch();
--> statement-breakpoint
CREATE TRIGGER issuer_key_epoch AFTER INSERT OR UPDATE OR DELETE ON issuer_key FOR EACH STATEMENT EXECUTE FUNCTION bump_config_epoch();
--> statement-breakpoint
CREATE TRIGGER pepper_epoch AFTER INSERT OR UPDATE OR DELETE ON pepper FOR EACH STATEMENT EXECUTE FUNCTION bump_config_epoch();
--> statement-breakpoint
-- Only wide cutoffs and disabled applications are cached; those of one person are read with the token.
CREATE TRIGGER cutoff_epoch AFTER INSERT ON cutoff FOR EACH ROW WHEN (NEW.subject_id IS NULL) EXECUTE FUNCTION bump_config_epoch();
--> statement-breakpoint
CREATE TRIGGER disabling_epoch_insert AFTER INSERT ON disabling FOR EACH ROW WHEN (NEW.target_type = 'application') EXECUTE FUNCTION bump_config_epoch();
--> statement-breakpoint
CREATE TRIGGER disabling_epoch_update AFTER UPDATE ON disabling FOR EACH ROW WHEN (NEW.target_type = 'application') EXECUTE FUNCTION bump_config_epoch();
--> statement-breakpoint
-- What is written once stays: constraints hold it whoever connects, grants hold it again by role.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION '% rows are append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$;
--> statement-breakpoint
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER credential_append_only BEFORE UPDATE OR TRUNCATE ON credential FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER credential_end_append_only BEFORE UPDATE OR TRUNCATE ON credential_end FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER policy_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER cutoff_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON cutoff FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A credential is live or ended, never both: a late touch or a second issue cannot revive it.
CREATE FUNCTION refuse_revival() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN
  IF EXISTS (SELECT FROM credential_end WHERE credential_id = NEW.credential_id) THEN
    RAISE EXCEPTION 'credential % has ended', NEW.credential_id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER credential_live_no_revival BEFORE INSERT ON credential_live FOR EACH ROW EXECUTE FUNCTION refuse_revival();
--> statement-breakpoint
-- Versions with the end of their force. `until` is the next version's beginning.
CREATE VIEW policy_window AS
SELECT version.id, version.policy_id, policy.application_id, policy.kind, policy.name, version.version,
       version.idle_seconds, version.absolute_seconds, version.actor_label AS set_by,
       version.effective_from AS from_at,
       lead(version.effective_from) OVER (PARTITION BY version.policy_id ORDER BY version.version) AS until_at
FROM policy_version version JOIN policy ON policy.id = version.policy_id;
--> statement-breakpoint
CREATE TABLE refusal_default PARTITION OF refusal DEFAULT;
--> statement-breakpoint
CREATE TABLE refusal_request_default PARTITION OF refusal_request DEFAULT;
--> statement-breakpoint
CREATE TABLE use_hour_default PARTITION OF use_hour DEFAULT;
--> statement-breakpoint
-- Makes the daily partitions from today on. A day whose rows already sit in the default partition is left there.
CREATE FUNCTION ensure_partitions(days_ahead integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  parent record; day date; made integer := 0; taken boolean; partition_name text;
BEGIN
  PERFORM pg_advisory_xact_lock(7201);
  FOR parent IN SELECT * FROM (VALUES ('refusal', 'hour'), ('refusal_request', 'request_at'), ('use_hour', 'hour')) AS t(name, key) LOOP
    FOR day IN SELECT generate_series((assay_now() AT TIME ZONE 'UTC')::date, (assay_now() AT TIME ZONE 'UTC')::date + days_ahead, interval '1 day')::date LOOP
      partition_name := parent.name || '_' || to_char(day, 'YYYYMMDD');
      CONTINUE WHEN to_regclass(partition_name) IS NOT NULL;
      EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE %I >= %L AND %I < %L)', parent.name || '_default', parent.key,
        (day::timestamp AT TIME ZONE 'UTC'), parent.key, ((day + 1)::timestamp AT TIME ZONE 'UTC')) INTO taken;
      CONTINUE WHEN taken;
      EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', partition_name, parent.name,
        (day::timestamp AT TIME ZONE 'UTC'), ((day + 1)::timestamp AT TIME ZONE 'UTC'));
      made := made + 1;
    END LOOP;
  END LOOP;
  RETURN made;
END $$;
--> statement-breakpoint
-- Drops whole days that are older than they are kept. Returns how many partitions went.
CREATE FUNCTION drop_partitions(parent text, days_kept integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE partition_name text; dropped integer := 0;
BEGIN
  IF parent NOT IN ('refusal', 'refusal_request', 'use_hour') THEN RAISE EXCEPTION 'no partitioned table %', parent; END IF;
  FOR partition_name IN SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = parent::regclass AND c.relname ~ '_[0-9]{8}$' LOOP
    IF to_date(right(partition_name, 8), 'YYYYMMDD') < (assay_now() AT TIME ZONE 'UTC')::date - days_kept THEN
      EXECUTE format('DROP TABLE %I', partition_name);
      dropped := dropped + 1;
    END IF;
  END LOOP;
  RETURN dropped;
END $$;
--> statement-breakpoint
SELECT ensure_partitions(7);
--> statement-breakpoint
-- Assay is its own first customer: operators' sessions and service keys belong to this application.
INSERT INTO application (id, slug, name, environment, directory, created_at)
VALUES ('00000000-0000-7000-8000-000000000001', 'assay', 'Assay', 'live', 'operators', '2000-01-01T00:00:00Z');
--> statement-breakpoint
INSERT INTO policy (id, application_id, kind, name, created_at) VALUES
  ('00000000-0000-7000-8000-000000000011', NULL, 'session', 'Sessions of the installation', '2000-01-01T00:00:00Z'),
  ('00000000-0000-7000-8000-000000000012', NULL, 'api_key', 'API keys of the installation', '2000-01-01T00:00:00Z'),
  ('00000000-0000-7000-8000-000000000013', '00000000-0000-7000-8000-000000000001', 'session', 'Operator sessions', '2000-01-01T00:00:00Z');
--> statement-breakpoint
-- Sessions: NIST SP 800-63B-4 AAL1 asks for an absolute limit of at most 30 days. Operators: AAL2, one hour idle, and a working day.
INSERT INTO policy_version (id, policy_id, version, idle_seconds, absolute_seconds, effective_from, actor_type, actor_label, note) VALUES
  ('00000000-0000-7000-8000-000000000021', '00000000-0000-7000-8000-000000000011', 1, NULL, 2592000, '2000-01-01T00:00:00Z', 'system', 'Assay', 'NIST SP 800-63B-4, AAL1'),
  ('00000000-0000-7000-8000-000000000022', '00000000-0000-7000-8000-000000000012', 1, NULL, NULL, '2000-01-01T00:00:00Z', 'system', 'Assay', 'Keys end by their own date'),
  ('00000000-0000-7000-8000-000000000023', '00000000-0000-7000-8000-000000000013', 1, 3600, 43200, '2000-01-01T00:00:00Z', 'system', 'Assay', 'NIST SP 800-63B-4, AAL2: idle');

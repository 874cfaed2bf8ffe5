-- A view takes new columns at its end alone.
CREATE OR REPLACE VIEW policy_window AS
SELECT version.id, version.policy_id, policy.application_id, policy.kind, policy.name, version.version,
       version.idle_seconds, version.absolute_seconds, version.actor_label AS set_by,
       version.effective_from AS from_at,
       lead(version.effective_from) OVER (PARTITION BY version.policy_id ORDER BY version.version) AS until_at,
       version.overlap_seconds_max, version.rotate_after_seconds
FROM policy_version version JOIN policy ON policy.id = version.policy_id;

import { actNames, tellAct } from '@/lib/locale/en/acts'
import type { ApplicationSummary } from '@/lib/services/applications/browse'
import type { AuditEntryView } from '@/lib/services/audit/entry-view'
import type { CaseView } from '@/lib/services/cases/case-view'
import type { CredentialView } from '@/lib/services/credential-view'
import type { RefusalView } from '@/lib/services/refusals/list'
import type { SubjectSummary } from '@/lib/services/subjects/list'

/** What a cell of an export may hold; instants are epoch milliseconds under a name that ends in `_at`. */
export type Cell = string | number | boolean | null | readonly string[] | Details
/** What has parts of its own: an object in a line of JSON, its text in a sheet. */
export type Details = Readonly<Record<string, unknown>>
export type ExportRow = Readonly<Record<string, Cell>>

/*
 * A row of each list as a file holds it: every fact of the verb that its page reads, under a name that stays. What a role sees
 * masked is masked here already: the verb did it.
 */

export function credentialRow(view: CredentialView): ExportRow {
  return {
    id: view.id,
    kind: view.kind,
    environment: view.environment,
    label: view.label,
    name: view.name,
    state: view.state,
    reason: view.reason,
    cause: view.cause,
    since_at: view.since,
    ended_by: view.endedBy,
    note: view.note,
    application: view.application.slug,
    subject_id: view.subject.id,
    subject_external_id: view.subject.externalId,
    subject_name: view.subject.name,
    subject_email: view.subject.email,
    scopes: view.scopes,
    issued_at: view.issuedAt,
    issued_by: view.issuedBy,
    last_used_at: view.lastUsedAt,
    use_count: view.useCount,
    ends_at: view.endsAt,
    created_ip: view.createdIp,
    last_used_ip: view.lastUsedIp,
    country: view.country,
    user_agent: view.userAgent,
  }
}

export function refusalRow(view: RefusalView): ExportRow {
  return {
    id: view.id,
    first_at: view.firstAt,
    last_at: view.lastAt,
    count: view.count,
    reason: view.reason,
    cause: view.cause,
    also: view.also,
    application: view.application.slug,
    credential_id: view.credentialId,
    kind: view.kind,
    environment: view.environment,
    subject_id: view.subject?.id ?? null,
    subject_external_id: view.subject?.externalId ?? null,
    subject_name: view.subject?.name ?? null,
    subject_email: view.subject?.email ?? null,
    ip: view.ip,
    country: view.country,
    user_agent: view.userAgent,
    caller_ip: view.callerIp,
    request_id: view.requestId,
  }
}

export function personRow(view: SubjectSummary): ExportRow {
  return {
    id: view.id,
    external_id: view.externalId,
    type: view.type,
    name: view.name,
    email: view.email,
    directory: view.directory,
    environment: view.environment,
    known_at: view.createdAt,
    disabled_at: view.disabledSince,
    live_sessions: view.liveSessions,
    live_keys: view.liveKeys,
    last_seen_at: view.lastSeenAt,
    refused_last_day: view.refusedLastDay,
  }
}

/** Counts stop at 10,000: `…_exact` says whether they did. */
export function applicationRow(view: ApplicationSummary): ExportRow {
  return {
    id: view.id,
    slug: view.slug,
    name: view.name,
    environment: view.environment,
    directory: view.directory,
    built_in: view.builtIn,
    owners: view.owners,
    disabled_at: view.disabledSince,
    live_sessions: view.sessions.count,
    live_sessions_exact: view.sessions.exact,
    live_keys: view.keys.count,
    live_keys_exact: view.keys.exact,
    refused_last_day: view.refusedLastDay,
  }
}

export function entryRow(view: AuditEntryView): ExportRow {
  return {
    id: view.id,
    done_at: view.at,
    action: view.action,
    sentence: `${view.actor.name} ${tellAct(view.action, view.detail, actNames(view))}`,
    actor_type: view.actor.type,
    actor_id: view.actor.id,
    actor_name: view.actor.name,
    target_type: view.target.type,
    target_id: view.target.id,
    target_name: view.target.name,
    target_kind: view.target.kind,
    application_id: view.application?.id ?? null,
    application_name: view.application?.name ?? null,
    subject_id: view.subject?.id ?? null,
    subject_name: view.subject?.name ?? null,
    correlation_id: view.correlationId,
    request_ip: view.requestIp,
    position: view.seal?.position ?? null,
    sealed_at: view.seal?.sealedAt ?? null,
    detail: view.detail,
  }
}

export function caseRow(view: CaseView): ExportRow {
  return {
    id: view.id,
    name: view.name,
    state: view.state,
    origin: view.origin,
    saw: view.saw,
    who: view.who,
    subject_id: view.subject?.id ?? null,
    subject_external_id: view.subject?.externalId ?? null,
    subject_name: view.subject?.name ?? null,
    subject_email: view.subject?.email ?? null,
    application_id: view.application?.id ?? null,
    application_name: view.application?.name ?? null,
    happened_at: view.happenedAt,
    assignee: view.assignee?.name ?? null,
    root_cause: view.rootCause,
    opened_at: view.openedAt,
    opened_by: view.openedBy,
    changed_at: view.changedAt,
    resolved_at: view.resolvedAt,
  }
}

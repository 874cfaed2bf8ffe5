import { eq, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { application } from '@/db/schema/application'
import { configEpoch, issuerKey, pepper } from '@/db/schema/config'
import { cutoff } from '@/db/schema/cutoff'
import { disabling } from '@/db/schema/disabling'
import { applicationMail } from '@/db/schema/notice'
import { policyWindow } from '@/db/schema/policy-window'
import type { Reader } from './transaction'

export type ConfigRows = Awaited<ReturnType<typeof readConfigRows>>

/** Everything small that verdicts depend on, read at one snapshot so that it belongs to one epoch. */
export async function loadConfigRows(db: Database): Promise<ConfigRows> {
  return db.transaction(readConfigRows, { isolationLevel: 'repeatable read', accessMode: 'read only' })
}

/** The same through any handle; the epoch is read first. */
export async function readConfigRows(db: Reader) {
  const [epoch] = await db.select({ epoch: configEpoch.epoch }).from(configEpoch)
  return {
    epoch: epoch?.epoch ?? 0,
    applications: await db
      .select({
        id: application.id,
        slug: application.slug,
        name: application.name,
        environment: application.environment,
        directory: application.directory,
        signInUrl: application.signInUrl,
        language: applicationMail.language,
      })
      .from(application)
      .leftJoin(applicationMail, eq(applicationMail.applicationId, application.id)),
    disablings: await db
      .select({
        targetId: disabling.targetId,
        from: disabling.fromAt,
        until: disabling.untilAt,
        by: disabling.actorLabel,
        note: disabling.note,
      })
      .from(disabling)
      .where(eq(disabling.targetType, 'application')),
    cutoffs: await db
      .select({
        id: cutoff.id,
        applicationId: cutoff.applicationId,
        at: cutoff.at,
        cause: cutoff.cause,
        by: cutoff.actorLabel,
        note: cutoff.note,
      })
      .from(cutoff)
      .where(isNull(cutoff.subjectId)),
    policies: await db.select().from(policyWindow),
    issuerKeys: await db.select({ id: issuerKey.id, fingerprint: issuerKey.fingerprint }).from(issuerKey),
    peppers: await db.select({ version: pepper.version, fingerprint: pepper.fingerprint }).from(pepper),
  }
}

import { and, desc, eq } from 'drizzle-orm'
import { credential } from '@/db/schema/credential'
import { credentialEnd } from '@/db/schema/credential-end'
import { type Cause, type EndReason, KINDS, type Kind } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import { deviceOf } from '@/lib/format/device'
import { GUIDANCE, type Guidance, guide, holderOf } from '@/lib/locale/guidance/guide'
import type { EndedMail, MailBody, OwnedCredential } from '@/lib/locale/guidance/mail-words'
import type { Services } from '../context'
import { readContacts } from '../key-contacts'
import type { AboutOwner } from './about-owner'
import type { NoticeRow } from './send'

/** Named one by one; what is beyond is counted. */
const NAMED_MAX = 10

/** What has ended by one act of the reader's, or of the keys that name them: every session and key, and what to do now. Null when nothing is found of it. */
export async function endedBody(services: Services, row: NoticeRow, about: AboutOwner): Promise<MailBody | null> {
  const ended = await readEnded(services, row)
  const [first, ...rest] = ended.slice(0, NAMED_MAX).map(ownedOf)
  const [guidance, ...more] = guidanceOf(ended, about)
  if (first === undefined || guidance === undefined) return null
  return GUIDANCE[about.language].mails.ended({
    ...about,
    at: row.aboutAt,
    credentials: [first, ...rest],
    counts: countsOf(ended),
    guidance: [guidance, ...more],
  })
}

interface EndedCredential {
  readonly id: string
  readonly familyId: string
  readonly kind: Kind
  readonly reason: EndReason
  readonly cause: Cause | null
  readonly name: string | null
  readonly userAgent: string | null
  readonly begunAt: Instant
}

async function readEnded(services: Services, row: NoticeRow): Promise<EndedCredential[]> {
  const { db } = services
  const [told] = await db
    .select()
    .from(credentialEnd)
    .where(eq(credentialEnd.credentialId, row.credentialId ?? ''))
  if (told === undefined) return []
  const rows = await db
    .select({
      id: credential.id,
      familyId: credential.familyId,
      kind: credentialEnd.kind,
      reason: credentialEnd.reason,
      cause: credentialEnd.cause,
      name: credential.name,
      userAgent: credential.createdUserAgent,
      begunAt: credentialEnd.signedInAt,
    })
    .from(credentialEnd)
    .innerJoin(credential, eq(credential.id, credentialEnd.credentialId))
    .where(
      and(
        row.recipientType === 'contact'
          ? eq(credentialEnd.kind, 'api_key')
          : eq(credentialEnd.subjectId, row.recipientId),
        eq(credentialEnd.applicationId, told.applicationId),
        eq(credentialEnd.reason, told.reason),
        bySameAct(told),
      ),
    )
    .orderBy(desc(credentialEnd.credentialId))
  // A session that was renewed has several generations, and its owner knows of one session.
  const theirs = row.recipientType === 'contact' ? await ofContact(services, row, rows) : rows
  const families = [...new Map(theirs.map((each) => [each.familyId, each])).values()]
  // What has a name of its own is worth a line first.
  return families.sort((a, b) => Number(a.name === null) - Number(b.name === null))
}

/** Those that name the same address as the key the notice was written for. */
async function ofContact(
  { db }: Services,
  { recipientId }: NoticeRow,
  ended: readonly EndedCredential[],
): Promise<EndedCredential[]> {
  const contacts = await readContacts(
    db,
    ended.map(({ id }) => id),
  )
  const address = contacts.get(recipientId)?.toLowerCase()
  return ended.filter(({ id }) => address !== undefined && contacts.get(id)?.toLowerCase() === address)
}

/** See `endingNotices`: the two ways in which endings belong together. */
function bySameAct({ cause, endedAt, correlationId }: typeof credentialEnd.$inferSelect) {
  return cause === 'cutoff'
    ? and(eq(credentialEnd.cause, 'cutoff'), eq(credentialEnd.endedAt, endedAt))
    : eq(credentialEnd.correlationId, correlationId)
}

function ownedOf({ kind, name, userAgent, begunAt }: EndedCredential): OwnedCredential {
  return { kind, name, device: deviceOf(userAgent)?.words ?? null, begunAt }
}

function countsOf(ended: readonly EndedCredential[]): EndedMail['counts'] {
  const counts = KINDS.map((kind) => ({ kind, count: ended.filter((each) => each.kind === kind).length }))
  return counts.filter(({ count }) => count > 0)
}

/** What the public page says of the same, once for each sort of holder. */
function guidanceOf(ended: readonly EndedCredential[], about: AboutOwner): Guidance[] {
  const byHolder = new Map(ended.map((each) => [holderOf(each.kind), each]))
  return [...byHolder].map(([holder, { reason, cause }]) =>
    guide({ reason, cause, evidence: {} }, { ...about, holder }),
  )
}

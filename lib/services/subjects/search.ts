import { and, asc, eq, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { subject } from '@/db/schema/subject'
import type { SubjectType } from '@/lib/core/credential'
import { reaches } from '@/lib/core/permissions'
import { Id, line } from '../input-parts'
import { nameBegins, personalPattern } from '../masked-search'
import { veiled, veilOf } from '../masking'
import { query } from '../query'

/** A subject as a field that asks "whose?" offers it. */
export interface SubjectMatch {
  readonly id: string
  readonly externalId: string
  readonly type: SubjectType
  readonly name: string | null
  readonly email: string | null
}

const MATCHES_MAX = 8

/** Subjects an application may issue to, by the beginning of a name, mail address or external id; at most eight. */
export const searchSubjects = query({
  permission: 'people.read',
  input: z.strictObject({ applicationId: Id, text: line(200) }),
  async run({ db, actor, reach, now, input, services }): Promise<SubjectMatch[]> {
    const application = (await services.config.current()).applications.get(input.applicationId)
    if (application === undefined || !reaches(reach, application.id)) return []
    const { environment, directory } = application
    const veil = await veilOf(db, actor, now)
    const pattern = (wanted: string) => personalPattern(veil, wanted)
    const found = await db
      .select({
        id: subject.id,
        externalId: subject.externalId,
        type: subject.type,
        name: subject.name,
        email: subject.email,
      })
      .from(subject)
      .where(
        and(
          eq(subject.environment, environment),
          eq(subject.directory, directory),
          or(
            sql`lower(${subject.email}) COLLATE "C" like ${pattern(input.text.toLowerCase())}`,
            nameBegins(veil, subject.name, input.text),
            sql`${subject.externalId} like ${pattern(input.text)}`,
          ),
        ),
      )
      .orderBy(asc(subject.name), asc(subject.id))
      .limit(MATCHES_MAX)
    return found.map((each) => veiled(veil, { subjectId: each.id, applicationId: application.id }, each))
  },
})

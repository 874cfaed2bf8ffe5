import { and, eq } from 'drizzle-orm'
import { operatorIdentity, ssoProvider } from '@/db/schema/sso'
import type { Reader } from '../../transaction'

/** What the issuer is called where this operator can prove who they are now; null where there is none. */
export async function issuerOf(db: Reader, operatorId: string): Promise<string | null> {
  const [found] = await db
    .select({ label: ssoProvider.label })
    .from(operatorIdentity)
    .innerJoin(ssoProvider, and(eq(ssoProvider.issuer, operatorIdentity.issuer), eq(ssoProvider.enabled, true)))
    .where(eq(operatorIdentity.operatorId, operatorId))
    .limit(1)
  return found?.label ?? null
}

import type { Metadata } from 'next'
import { Page } from '@/components/shell/page'
import { requireOperator } from '@/lib/auth/current-operator'
import { FindPanel } from './_components/find-panel'
import { explainPastedToken, findText } from './actions'

export const metadata: Metadata = { title: 'Find' }

/** The landing page: one box, a sentence first, everything else below it. */
export default async function FindPage() {
  const { bindings } = await requireOperator()
  return (
    <Page>
      <FindPanel find={findText} explainToken={explainPastedToken} bindings={bindings} />
    </Page>
  )
}

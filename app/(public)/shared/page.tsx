import type { Metadata } from 'next'
import { SharedExplanationView } from './_components/shared-view'
import { openShared } from './actions'

export const metadata: Metadata = { title: 'A shared explanation', referrer: 'no-referrer' }

/** An explanation for whoever holds its link. The token stands behind the # and comes by POST: no log and no cache sees it. */
export default function SharedPage() {
  return <SharedExplanationView open={openShared} />
}

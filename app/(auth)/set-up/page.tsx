import type { Metadata } from 'next'
import { checkSetUpLink, setUp } from './actions'
import { SetUpForm } from './set-up-form'

export const metadata: Metadata = { title: 'Set up' }

/** The token is in the fragment of the link, which no server and no log is sent; so the page itself says nothing of it. */
export default function SetUpPage() {
  return <SetUpForm action={setUp} check={checkSetUpLink} />
}

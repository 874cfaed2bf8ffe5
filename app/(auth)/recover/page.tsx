import type { Metadata } from 'next'
import { becomeOwner, checkLink, choosePassword } from './actions'
import { RecoverForm } from './recover-form'

export const metadata: Metadata = { title: 'Choose a password' }

/** The token is in the fragment of the link, which no server and no log is sent; so the page itself says nothing of it. */
export default function RecoverPage() {
  return <RecoverForm check={checkLink} choosePassword={choosePassword} becomeOwner={becomeOwner} />
}

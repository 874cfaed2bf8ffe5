'use client'

import { CredentialBrief } from '@/components/credential/credential-story'
import type { CredentialStory } from '@/lib/queries/credentials'
import { ActButtons, type ActButtonsProps } from './act-buttons'

/** What a sheet shows of a credential. It loads with the first sheet that is opened. */
export function SheetBody({ story, ...props }: ActButtonsProps & { story: CredentialStory | null }) {
  return <CredentialBrief credential={props.credential} story={story} acts={<ActButtons {...props} />} />
}

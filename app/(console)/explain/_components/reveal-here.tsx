'use client'

import { useRouter } from 'next/navigation'
import { RevealButton } from '../../_person/reveal-button'

/** Shows what is masked of one person on this page, which the server then reads anew. */
export function RevealHere({ subjectId, name }: { subjectId: string; name: string }) {
  const { refresh } = useRouter()
  return <RevealButton subjectId={subjectId} name={name} refresh={async () => refresh()} />
}

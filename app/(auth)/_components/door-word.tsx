import Link from 'next/link'
import { routes } from '@/lib/routes'
import { DoorCard } from './door-card'

/** A page before sign-in that lets nobody do anything, why that is, and the way on. */
export function DoorWord({ title, text }: { title: string; text: string }) {
  return (
    <DoorCard title={title}>
      <p className="text-muted">{text}</p>
      <p className="mt-3">
        <Link href={routes.signIn()} className="link">
          To the sign-in page
        </Link>
      </p>
    </DoorCard>
  )
}

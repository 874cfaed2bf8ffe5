import { SearchX } from 'lucide-react'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { routes } from '@/lib/routes'

/** What is not there, or is kept from this operator, inside the frame of the console. */
export default function NotFound() {
  return (
    <EmptyState
      icon={SearchX}
      heading="h1"
      title="There is nothing at this address"
      next="It may have been mistyped, or it is kept from your role. Look it up by its id instead."
      action={<ButtonLink href={routes.find()}>Go to Find</ButtonLink>}
    />
  )
}

import { SearchX } from 'lucide-react'
import { BrandMark } from '@/components/shell/brand'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { routes } from '@/lib/routes'

export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center pb-[14dvh]">
      <BrandMark size={36} />
      <EmptyState
        icon={SearchX}
        heading="h1"
        title="There is nothing at this address"
        next="It may have been mistyped, or it is kept from your role. Look it up by its id instead."
        action={<ButtonLink href={routes.find()}>Go to Find</ButtonLink>}
      />
    </main>
  )
}

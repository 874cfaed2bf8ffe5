import clsx from 'clsx'
import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { Fragment, type ReactNode } from 'react'

/** The body of a page. `fill`: it takes the height of the window and its table scrolls inside. */
export function Page({ children, fill = false }: { children: ReactNode; fill?: boolean }) {
  return (
    <div
      className={clsx(
        'flex flex-col px-6 pt-5 max-sm:px-4 max-sm:pt-4',
        fill ? 'h-full min-h-0 print:h-auto' : 'max-w-300 pb-10',
      )}
    >
      {children}
    </div>
  )
}

export type PageHeaderProps = {
  title: ReactNode
  /** Where the page stands: "Policies / Storefront". */
  crumbs?: readonly { label: string; href: string }[]
  /** Beside the title: a state or version badge. */
  badge?: ReactNode
  /** Quiet words beside the title: "12,408 match · 84,210 active". */
  counts?: ReactNode
  actions?: ReactNode
}

export function PageHeader({ title, crumbs = [], badge, counts, actions }: PageHeaderProps) {
  return (
    <header className="mb-3.5 flex min-h-7.5 shrink-0 flex-wrap items-center gap-x-2.5 gap-y-2">
      {crumbs.length > 0 && (
        <nav aria-label="Where this is" className="flex items-center gap-1 text-muted">
          {crumbs.map((crumb) => (
            <Fragment key={crumb.href}>
              <Link href={crumb.href} className="hover:text-ink hover:underline">
                {crumb.label}
              </Link>
              <ChevronRight size={13} className="text-faint" aria-hidden />
            </Fragment>
          ))}
        </nav>
      )}
      <h1 className="font-semibold text-xl tracking-[-0.01em]">{title}</h1>
      {badge}
      {counts && <p className="text-muted max-sm:order-last max-sm:w-full">{counts}</p>}
      {actions && <div className="ml-auto flex flex-wrap items-center gap-2 print:hidden">{actions}</div>}
    </header>
  )
}

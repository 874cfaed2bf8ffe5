import type { ReactNode } from 'react'
import { MobileMenu } from './mobile-menu'
import type { NavCounts } from './nav-list'
import type { OperatorMenuProps } from './operator-menu'
import { Rail } from './rail'

export type ConsoleShellProps = OperatorMenuProps & {
  counts: NavCounts
  /** The search box: <SearchBox palette={…} /> inside a client component whose palette knows what to do with the text. */
  search: ReactNode
  /** At the right end of the top bar, such as a LiveDot. */
  status?: ReactNode
  /** Above every page, for what must not be overlooked. */
  notice?: ReactNode
  children: ReactNode
}

/** The frame of every page behind sign-in. The page scrolls inside <main>; a list fills it with <Page fill>. */
export function ConsoleShell({ search, status, notice, children, ...rail }: ConsoleShellProps) {
  return (
    <div className="flex h-dvh print:block print:h-auto">
      <a
        href="#content"
        className="fixed top-2 left-2 z-60 -translate-y-20 rounded-md bg-surface px-3 py-1.5 font-medium shadow-lift focus:translate-y-0"
      >
        Skip to the content
      </a>
      <Rail {...rail} />
      <div className="flex min-w-0 grow flex-col">
        <header className="flex h-12 shrink-0 items-center gap-2.5 border-b px-5 max-sm:px-3 print:hidden">
          <MobileMenu {...rail} />
          {search}
          {status && <div className="ml-auto shrink-0 max-sm:hidden">{status}</div>}
        </header>
        {notice}
        {/* The sheet stands beside the page where there is room for both. */}
        <main
          id="content"
          tabIndex={-1}
          className="min-h-0 grow overflow-y-auto outline-none print:overflow-visible xl:[body:has([data-sheet])_&]:pr-98"
        >
          {children}
        </main>
      </div>
    </div>
  )
}

import { BrandMark } from './brand'
import { type NavCounts, NavList } from './nav-list'
import { OperatorMenu, type OperatorMenuProps } from './operator-menu'

/** The left rail: where one is, where one can go, who one is. */
export function Rail({ counts, ...operator }: { counts: NavCounts } & OperatorMenuProps) {
  return (
    <aside
      aria-label="Console"
      className="flex h-dvh w-53 shrink-0 flex-col border-r px-2.5 py-3 max-lg:hidden print:hidden"
    >
      <div className="mb-3.5">
        <Brand />
      </div>
      <NavList counts={counts} />
      <div className="mt-auto">
        <OperatorMenu {...operator} />
      </div>
    </aside>
  )
}

export function Brand() {
  return (
    <span className="flex h-7.5 items-center gap-2.25 px-2 font-semibold text-base">
      <BrandMark />
      Assay
    </span>
  )
}

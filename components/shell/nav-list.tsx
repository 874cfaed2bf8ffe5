'use client'

import clsx from 'clsx'
import {
  Activity,
  AppWindow,
  Ban,
  House,
  KeyRound,
  LifeBuoy,
  ListChecks,
  type LucideIcon,
  MonitorSmartphone,
  ScrollText,
  Settings,
  SlidersVertical,
  Users,
} from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { type NavigationId, type NavigationItem, navigation, navigationOf } from '@/lib/routes'

export const navigationIcons: Record<NavigationId, LucideIcon> = {
  find: House,
  overview: Activity,
  sessions: MonitorSmartphone,
  keys: KeyRound,
  refusals: Ban,
  people: Users,
  applications: AppWindow,
  cases: LifeBuoy,
  policies: SlidersVertical,
  acts: ListChecks,
  audit: ScrollText,
  settings: Settings,
}

/** What stands at the right end of an item: a count, or a component that loads one. */
export type NavCounts = Partial<Record<NavigationId, ReactNode>>

export function NavList({ counts, onNavigate }: { counts: NavCounts; onNavigate?: (() => void) | undefined }) {
  const current = navigationOf(usePathname())
  return (
    <nav aria-label="Pages" className="flex flex-col gap-3">
      {navigation.map((group) => (
        <ul key={group[0]?.id} className="flex flex-col gap-px">
          {group.map((item) => (
            <li key={item.id}>
              <NavLink item={item} current={item.id === current} count={counts[item.id]} onNavigate={onNavigate} />
            </li>
          ))}
        </ul>
      ))}
    </nav>
  )
}

type NavLinkProps = {
  item: NavigationItem
  current: boolean
  count: ReactNode
  onNavigate: (() => void) | undefined
}

function NavLink({ item, current, count, onNavigate }: NavLinkProps) {
  const Icon = navigationIcons[item.id]
  return (
    <Link
      href={item.href}
      onClick={() => onNavigate?.()}
      aria-current={current ? 'page' : undefined}
      className={clsx(
        'flex h-7.5 items-center gap-2.25 rounded-md px-2 max-lg:h-10',
        current ? 'bg-hover font-medium text-ink' : 'text-muted hover:bg-hover hover:text-ink',
      )}
    >
      <Icon size={15} strokeWidth={1.6} aria-hidden />
      {item.label}
      {count !== undefined && <span className="ml-auto font-normal text-faint text-xs">{count}</span>}
    </Link>
  )
}

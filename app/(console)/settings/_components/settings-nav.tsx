'use client'

import clsx from 'clsx'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { settingsPages } from '@/lib/routes'

/** The pages of the settings. */
export function SettingsNav() {
  const pathname = usePathname()
  const list = useRef<HTMLUListElement>(null)
  // On a phone not all of them fit: the one that is open is moved into sight.
  useEffect(() => {
    const current = list.current?.querySelector(`[href="${pathname}"]`)
    current?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [pathname])
  return (
    <nav
      aria-label="Settings"
      className="max-lg:-mx-6 max-sm:-mx-4 max-lg:mb-4 max-lg:overflow-x-auto max-lg:border-b max-lg:px-4 max-sm:px-2 lg:pt-0.5"
    >
      <ul ref={list} className="flex gap-px lg:flex-col">
        {settingsPages.map(({ label, href }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={pathname === href ? 'page' : undefined}
              className={clsx(
                'flex h-7.5 items-center whitespace-nowrap rounded-md px-2 max-lg:h-10 max-lg:rounded-b-none max-lg:border-b-2 lg:-ml-2',
                pathname === href
                  ? 'font-medium text-ink max-lg:border-ink lg:bg-hover'
                  : 'border-transparent text-muted hover:text-ink lg:hover:bg-hover',
              )}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

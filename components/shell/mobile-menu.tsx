'use client'

import { Menu as MenuIcon } from 'lucide-react'
import { lazy } from 'react'
import { buttonStyle } from '@/components/ui/button-style'
import { OnDemand } from '@/components/ui/on-demand'
import type { NavCounts } from './nav-list'
import type { OperatorMenuProps } from './operator-menu'

const load = () => import('./mobile-menu-panel')
const Panel = lazy(() => load().then((module) => ({ default: module.MobileMenuPanel })))

/** The rail where there is no room for one. */
export function MobileMenu(props: OperatorMenuProps & { counts: NavCounts }) {
  const button = (
    <button type="button" aria-label="Menu" className={`${buttonStyle('quiet', 'icon')} lg:hidden`}>
      <MenuIcon size={16} strokeWidth={1.7} aria-hidden />
    </button>
  )
  return (
    <OnDemand opens="dialog" load={load} button={button}>
      {(trigger) => <Panel {...props} trigger={trigger} />}
    </OnDemand>
  )
}

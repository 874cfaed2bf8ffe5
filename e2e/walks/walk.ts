import type { Browser, Page } from '@playwright/test'
import type { createPool } from '@/db/client'
import type { Clock, Role } from '../world/fixtures'
import type { World } from '../world/state'
import type { Watch } from '../world/watch'

/** What a walk is given. */
export interface Tools {
  readonly browser: Browser
  readonly world: World
  readonly complaints: Watch
  readonly owner: ReturnType<typeof createPool>
  readonly clock: Clock
  readonly signInAs: (role: Role) => Promise<Page>
  /** Asks about what the window shows now. */
  readonly ask: (page: Page, state: string) => Promise<void>
}

/** A way through pages and the states each of them can be in. */
export interface Walk {
  readonly title: string
  /** Each of them is asked about at least once; all walks together know every page there is. */
  readonly pages: readonly string[]
  readonly go: (tools: Tools) => Promise<void>
}

import { defineConfig } from '@playwright/test'
import { chromium } from './world/chromium'

/** Browser tests on an installation of their own: `open` starts it, `close` stops it whatever happened between. */
export default defineConfig({
  testDir: '.',
  outputDir: '../.assay/e2e/results',
  // One worker: every test shares the one clock of the database, and moves it forward.
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  // On a machine we do not know a test gets a second attempt; `npm test` names whichever needed it.
  retries: process.env.CI === undefined ? 0 : 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    launchOptions: chromium,
  },
  projects: [
    { name: 'open', testMatch: 'world/open.setup.ts', teardown: 'close', timeout: 240_000 },
    { name: 'close', testMatch: 'world/close.setup.ts' },
    { name: 'journeys', testMatch: 'journeys/*.spec.ts', dependencies: ['open'] },
  ],
})

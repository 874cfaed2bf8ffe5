import { defineConfig } from '@playwright/test'
import { chromium } from '../world/chromium'

/** `npm run screenshots`: the pictures in docs/screenshots, taken from a demo and from an installation without anything in it. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../.assay/e2e/screenshots',
  workers: 1,
  timeout: 300_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: { locale: 'en-GB', timezoneId: 'UTC', launchOptions: chromium },
})

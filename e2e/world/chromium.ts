/** The browser that bin/test.mjs found, or Debian's; without what it would do by itself. */
export const chromium = {
  executablePath: process.env.ASSAY_CHROMIUM || '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ],
}

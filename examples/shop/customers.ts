export interface Customer {
  readonly id: string
  readonly name: string
  readonly mail: string
  readonly password: string
}

/** For the demo only: a real shop keeps slow, salted hashes (argon2id) and limits attempts. */
export const CUSTOMERS: readonly Customer[] = [
  { id: 'customer-1', name: 'Ann Archer', mail: 'ann@example.com', password: 'a mug of warm tea' },
  { id: 'customer-2', name: 'Ben Okafor', mail: 'ben@example.com', password: 'seven green bottles' },
  { id: 'customer-3', name: 'Chiara Rossi', mail: 'chiara@example.com', password: 'lemons on the sill' },
  { id: 'customer-4', name: 'Dmitri Volkov', mail: 'dmitri@example.com', password: 'night train to sea' },
  { id: 'customer-5', name: 'Emi Tanaka', mail: 'emi@example.com', password: 'paper cranes fly' },
  { id: 'customer-6', name: 'Farid Haddad', mail: 'farid@example.com', password: 'cardamom and rose' },
]

export function signInWith(customers: readonly Customer[], mail: unknown, password: unknown): Customer | undefined {
  const known = typeof mail === 'string' ? mail.trim().toLowerCase() : ''
  return customers.find((customer) => customer.mail === known && customer.password === password)
}

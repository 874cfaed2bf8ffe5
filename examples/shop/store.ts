import { type Product, productOf } from './catalog'

export const CART_DAYS = 7

export interface Line {
  readonly product: Product
  readonly quantity: number
}

export interface Order {
  readonly id: number
  readonly product: string
  readonly quantity: number
}

interface Cart {
  readonly quantities: Map<string, number>
  readonly changedAt: number
}

/** Carts and orders per customer, in memory. A cart outlives its session: signing in again finds it. */
export class Store {
  readonly #carts = new Map<string, Cart>()
  readonly #orders = new Map<string, readonly Order[]>()
  readonly #clock: () => number

  constructor(clock: () => number) {
    this.#clock = clock
  }

  addToCart(customer: string, product: Product): void {
    const quantities = this.#cart(customer)?.quantities ?? new Map<string, number>()
    quantities.set(product.id, (quantities.get(product.id) ?? 0) + 1)
    this.#carts.set(customer, { quantities, changedAt: this.#clock() })
  }

  linesOf(customer: string): readonly Line[] {
    return [...(this.#cart(customer)?.quantities ?? [])].flatMap(([id, quantity]) => {
      const product = productOf(id)
      return product === undefined ? [] : [{ product, quantity }]
    })
  }

  checkOut(customer: string): void {
    for (const { product, quantity } of this.linesOf(customer)) this.addOrder(customer, product, quantity)
    this.#carts.delete(customer)
  }

  addOrder(customer: string, product: Product, quantity: number): Order {
    const orders = this.ordersOf(customer)
    const order = { id: orders.length + 1, product: product.id, quantity }
    this.#orders.set(customer, [...orders, order])
    return order
  }

  ordersOf(customer: string): readonly Order[] {
    return this.#orders.get(customer) ?? []
  }

  #cart(customer: string): Cart | undefined {
    const cart = this.#carts.get(customer)
    const forgotten = cart !== undefined && this.#clock() - cart.changedAt >= CART_DAYS * 86_400_000
    return forgotten ? undefined : cart
  }
}

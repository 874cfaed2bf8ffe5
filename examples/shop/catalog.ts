export interface Product {
  readonly id: string
  readonly name: string
  readonly cents: number
  /** A line drawing on a 48 by 48 grid. */
  readonly drawing: string
}

const MUG = 'M12 14h20v18a6 6 0 0 1-6 6h-8a6 6 0 0 1-6-6zM32 19h3a5 5 0 0 1 0 11h-3'
const LAMP = 'M16 8h16l6 14H10zM24 22v18M15 40h18M31 22v7'
const NOTEBOOK = 'M13 8h22v32H13zM18 8v32M23 16h7M23 21h7'
const CLOCK = 'M24 8a16 16 0 1 1 0 32a16 16 0 1 1 0-32M24 15v9l6 5'
const BAG = 'M11 17h26l-2 23H13zM18 21v-6a6 6 0 0 1 12 0v6'
const PLANT = 'M16 32h16l-2 9H18zM24 32V16M24 24c-8 0-10-5-10-9c6 0 10 3 10 9M24 19c0-7 4-10 10-10c0 6-3 10-10 10'

export const PRODUCTS: readonly Product[] = [
  { id: 'mug', name: 'Stoneware mug', cents: 1800, drawing: MUG },
  { id: 'lamp', name: 'Reading lamp', cents: 6400, drawing: LAMP },
  { id: 'notebook', name: 'Field notebook', cents: 1200, drawing: NOTEBOOK },
  { id: 'clock', name: 'Wall clock', cents: 4900, drawing: CLOCK },
  { id: 'bag', name: 'Canvas bag', cents: 2600, drawing: BAG },
  { id: 'plant', name: 'Rubber plant', cents: 3200, drawing: PLANT },
]

export function productOf(id: unknown): Product | undefined {
  return PRODUCTS.find((product) => product.id === id)
}

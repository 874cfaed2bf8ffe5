import { createAssay } from '../../clients/node/assay'
import { startShop } from './shop'

const { SHOP_PORT = '4000', ASSAY_URL = 'http://127.0.0.1:3001', ASSAY_KEY } = process.env

if (ASSAY_KEY === undefined) {
  console.error('Set ASSAY_KEY to a service key of this application; Assay shows one when you connect it.')
  process.exit(1)
}

const shop = await startShop({ port: Number(SHOP_PORT), assay: createAssay({ url: ASSAY_URL, key: ASSAY_KEY }) })
console.info(`Storefront is open at ${shop.url}`)
process.once('SIGINT', () => shop.close())
process.once('SIGTERM', () => shop.close())

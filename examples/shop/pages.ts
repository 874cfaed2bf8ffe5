import type { Credential } from '../../clients/node/types'
import { PRODUCTS, type Product } from './catalog'
import { type Html, html } from './html'
import { type ErrorLabels, signedOutWords } from './signed-out-words'
import { CART_DAYS, type Line, type Order } from './store'

export interface Visitor {
  readonly name: string
  readonly cartSize: number
}

const NOTHING = html``

export interface Frame {
  readonly shop: string
  readonly title: string
  readonly visitor: Visitor | null
  readonly main: Html
  readonly language: string
}

export function page({ shop, title, visitor, main, language }: Frame): string {
  const account = visitor === null ? NOTHING : navigation(visitor)
  return html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${shop}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css"></head>
<body><header><a class="brand" href="/">${shop}</a>${account}</header><main>${main}</main></body>
</html>`.text
}

function navigation({ name, cartSize }: Visitor): Html {
  return html`<nav aria-label="Shop"><a href="/">Products</a><a href="/cart">Cart (${cartSize})</a>
<a href="/account">Account</a></nav><form method="post" action="/sign-out"><span class="quiet">${name}</span>
<button class="plain">Sign out</button></form>`
}

export function signInPage(mail: string, problem: string): Html {
  const alert = problem === '' ? NOTHING : html`<p role="alert">${problem}</p>`
  return html`<section class="card narrow"><h1>Sign in</h1>${alert}<form class="stack" method="post" action="/sign-in">
<label>Mail<input name="mail" type="email" autocomplete="username" value="${mail}" required></label>
<label>Password<input name="password" type="password" autocomplete="current-password" required></label>
<button>Sign in</button></form></section>`
}

export function productsPage(): Html {
  return html`<h1>Products</h1><ul class="grid">${PRODUCTS.map(productCard)}</ul>`
}

function productCard({ id, name, cents, drawing }: Product): Html {
  return html`<li class="card"><svg viewBox="0 0 48 48" aria-hidden="true"><path d="${drawing}"/></svg>
<h2>${name}</h2><form class="row" method="post" action="/cart"><b>${euros(cents)}</b>
<button name="product" value="${id}" aria-label="Add to cart: ${name}">Add to cart</button></form></li>`
}

export function cartPage(lines: readonly Line[]): Html {
  if (lines.length === 0) return html`<h1>Cart</h1><p>Your cart is empty. <a href="/">See the products</a></p>`
  const total = lines.reduce((sum, { product, quantity }) => sum + product.cents * quantity, 0)
  const rows = lines.map(
    ({ product, quantity }) =>
      html`<tr><td>${product.name}</td><td class="number">${quantity}</td>
<td class="number">${euros(product.cents * quantity)}</td></tr>`,
  )
  return html`<h1>Cart</h1><section class="card"><table><thead><tr><th scope="col">Product</th>
<th scope="col" class="number">Pieces</th><th scope="col" class="number">Price</th></tr></thead><tbody>${rows}</tbody>
<tfoot><tr><th scope="row" colspan="2">Total</th><td class="number"><b>${euros(total)}</b></td></tr></tfoot></table>
<form class="row" method="post" action="/orders"><span class="quiet">The cart is kept for ${CART_DAYS} days.</span>
<button>Place order</button></form></section>`
}

export function accountPage(mail: string, orders: readonly Order[], keys: readonly Credential[]): Html {
  const list =
    keys.length === 0 ? html`<p class="quiet">None yet.</p>` : html`<ul class="keys">${keys.map(keyRow)}</ul>`
  return html`<h1>Account</h1><p class="quiet">${mail} · ${orders.length === 1 ? '1 order' : `${orders.length} orders`}</p>
<section class="card" aria-labelledby="keys"><h2 id="keys">Your API keys</h2>
<p class="quiet">A program reads and places your orders with one of these at <code>/api/orders</code>.</p>${list}
<form class="stack" method="post" action="/account/keys"><h3>New key</h3>
<label>Name<input name="name" maxlength="80" required></label>
<fieldset><legend>It may</legend>
<label class="check"><input type="checkbox" name="scopes" value="orders:read" checked>Read orders</label>
<label class="check"><input type="checkbox" name="scopes" value="orders:write">Place orders</label></fieldset>
<button>Create key</button></form></section>`
}

function keyRow({ id, name, scopes, lastUsedAt, overlapUntil, successorId }: Credential): Html {
  const label = name ?? id
  const used = lastUsedAt === null ? 'never used' : `last used ${minute(lastUsedAt)}`
  const action =
    successorId === null
      ? html`<form method="post" action="/account/keys/${id}/rotate">
<button class="plain" aria-label="Rotate ${label}">Rotate</button></form>`
      : html`<span class="quiet">replaced${overlapUntil === null ? '' : `, works until ${minute(overlapUntil)}`}</span>`
  return html`<li class="row"><div><b>${label}</b> <span class="quiet">${scopes.join(', ')} · ${used}</span></div>${action}</li>`
}

export function newKeyPage(name: string, token: string, overlapUntil: string | null): Html {
  const old = overlapUntil === null ? NOTHING : html`<p>The old key works until ${minute(overlapUntil)}.</p>`
  return html`<section class="card"><h1>Your new key</h1><p>Copy it now: it is shown this once.</p>
<p class="field"><label for="key">${name}</label><output id="key">${token}</output></p>${old}
<a href="/account">Back to your account</a></section>`
}

/** What a customer sees instead of the page they asked for: plain words, a reference for support, a way on. */
export function errorPage({
  title,
  words,
  reference = null,
  way,
  help = null,
  report = null,
  labels = signedOutWords('en'),
}: ErrorPage): Html {
  const quoted = html`<p class="field"><label for="reference">${labels.reference}</label>
<output id="reference">${reference ?? ''}</output></p><p class="quiet">${labels.quote}</p>`
  const more = help === null ? NOTHING : html`<a href="${help}">${labels.more}</a>`
  const tell = report === null ? NOTHING : html`<a href="${report}">${labels.report}</a>`
  return html`<section class="card narrow"><h1>${title}</h1>${words.map((text) => html`<p>${text}</p>`)}
${reference === null ? NOTHING : quoted}<p class="row"><a class="button" href="${way.href}">${way.text}</a>${more}${tell}</p></section>`
}

export interface ErrorPage {
  readonly title: string
  /** A paragraph each. */
  readonly words: readonly string[]
  readonly reference?: string | null
  readonly way: { readonly href: string; readonly text: string }
  /** Where Assay explains it at length. */
  readonly help?: string | null
  /** Where its form reports a problem, to whoever runs Assay. */
  readonly report?: string | null
  readonly labels?: ErrorLabels
}

export function notFoundPage(): Html {
  return errorPage({
    title: 'Not here',
    words: ['There is no such page in this shop.'],
    way: { href: '/', text: 'See the products' },
  })
}

function euros(cents: number): string {
  return `€ ${(cents / 100).toFixed(2)}`
}

function minute(timestamp: string): string {
  return `${timestamp.slice(0, 10)} ${timestamp.slice(11, 16)} UTC`
}

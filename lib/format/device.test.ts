import { describe, expect, it } from 'vitest'
import { deviceOf } from './device'

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0'
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1'
const EDGE =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0'
const ANDROID =
  'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36'

describe('a user agent as people read it', () => {
  it.each([
    [WINDOWS, 'Firefox · Windows', 'Firefox 144 · Windows'],
    [IPHONE, 'Safari · iPhone', 'Safari 18 · iPhone'],
    [EDGE, 'Edge · Windows', 'Edge 141 · Windows'],
    [ANDROID, 'Chrome · Android', 'Chrome 141 · Android 15'],
    ['curl/8.9.1', 'curl 8.9', 'curl/8.9.1'],
    ['python-requests/2.32.3', 'python-requests 2.32', 'python-requests/2.32.3'],
    ['node', 'node', 'node'],
  ])('%s', (userAgent, words, exact) => expect(deviceOf(userAgent)).toEqual({ words, exact }))

  it.each([null, '', '  '])('%j is no device', (userAgent) => expect(deviceOf(userAgent)).toBeNull())

  it('never grows with what a stranger sends', () => {
    const device = deviceOf('x'.repeat(5_000))
    expect(device?.words.length).toBeLessThanOrEqual(40)
    expect(device?.exact.length).toBeLessThanOrEqual(120)
  })
})

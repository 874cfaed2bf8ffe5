/** What a device runs on, as far as its user agent tells; `program` is whatever does not call itself a browser. */
export const SYSTEMS = ['windows', 'macos', 'iphone', 'android', 'linux', 'program'] as const
export type System = (typeof SYSTEMS)[number]

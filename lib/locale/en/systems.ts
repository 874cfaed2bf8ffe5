import type { System } from '@/lib/core/device'

/** What a device runs on, as people call it. */
export const SYSTEM_TEXTS: Readonly<Record<System, string>> = {
  windows: 'Windows',
  macos: 'a Mac',
  iphone: 'iPhone or iPad',
  android: 'Android',
  linux: 'Linux',
  program: 'a program, not a browser',
}

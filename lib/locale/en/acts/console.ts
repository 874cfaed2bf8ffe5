import type { SensitivePage } from '@/lib/audit/entry'
import type { ActNames, ActTextsOf } from '../act-text'

/** Assay itself. */
export const CONSOLE_ACTS: ActTextsOf<'page' | 'view' | 'export' | 'set_up' | 'keyring'> = {
  'view.saved': {
    label: 'View saved',
    word: 'view saved',
    tell: ({ name, list, shared }) => `saved the view ${name} of the ${list}${shared ? ' for everybody' : ''}`,
  },
  'view.removed': {
    label: 'View removed',
    word: 'view removed',
    tell: ({ name, list }) => `removed the view ${name} of the ${list}`,
  },
  'export.made': {
    label: 'List exported',
    word: 'list exported',
    tell: ({ list, format }) => `exported the ${list} as ${format}`,
  },
  'export.downloaded': {
    label: 'Export downloaded',
    word: 'export downloaded',
    tell: ({ list, format }) => `downloaded the ${list} as ${format}`,
  },
  'page.read': {
    label: 'Sensitive page opened',
    word: 'page opened',
    tell: ({ page }, names) => `opened ${PAGES[page](names)}`,
  },
  'set_up.link_made': {
    label: 'Set-up link made',
    word: 'set-up link made',
    tell: () => 'made a one-time link to create the first operator',
  },
  'keyring.registered': {
    label: 'Keyring registered',
    word: 'keyring registered',
    tell: ({ issuerKeyIds, pepperVersions }) =>
      `registered ${issuerKeyIds.length} issuer keys and ${pepperVersions.length} pepper versions`,
  },
}

const PAGES: Readonly<Record<SensitivePage, (names: ActNames) => string>> = {
  person: ({ target }) => `the page of ${target}`,
  audit: () => 'the audit',
}

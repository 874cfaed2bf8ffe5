import type { Page } from '@playwright/test'
import {
  goTo,
  LIST_PATHS,
  showChecks,
  showCreateKey,
  showDialog,
  showDialogOf,
  showEndEverything,
  showEvidence,
  showExplanation,
  showFound,
  showList,
  showOperator,
  showPageOf,
  showPalette,
  showPolicy,
  showReported,
  showRow,
  showShare,
  showShared,
  showSheet,
  showWhy,
} from './show'

/** A page as the demo fills it. */
export interface Scene {
  readonly name: string
  readonly show: (page: Page) => Promise<unknown>
}

/** Sessions with something to see in them: begun two hours ago and still in use. */
const LONG_LIVED = '?begun=before-2h'

/** Everything the rail and its pages lead to, and what customers see; what leaves traces comes last. */
export const SCENES: readonly Scene[] = [
  { name: 'find', show: (page) => goTo(page, '/', 'What do you want to know about?') },
  { name: 'found', show: showFound },
  { name: 'overview', show: (page) => goTo(page, '/overview', 'Overview') },
  ...LIST_PATHS.map((path): Scene => ({ name: path, show: (page) => showList(page, path) })),
  { name: 'session-sheet', show: (page) => showSheet(page, 'sessions', /Storefront/, LONG_LIVED) },
  { name: 'session', show: (page) => showPageOf(page, 'sessions', /Storefront/, LONG_LIVED) },
  { name: 'revoke', show: (page) => showDialog(page, 'sessions', /Storefront/, 'Revoke…') },
  { name: 'key', show: (page) => showPageOf(page, 'keys', /^Select Price feed.*overlap/) },
  { name: 'rotate', show: (page) => showDialog(page, 'keys', /Warehouse sync/, 'Rotate…') },
  { name: 'create-key', show: showCreateKey },
  { name: 'explain', show: (page) => showExplanation(page, 'revoked', /Revoked/) },
  { name: 'explain-idle', show: (page) => showExplanation(page, 'idle', /Idle/) },
  { name: 'explain-checks', show: showChecks },
  { name: 'explain-forged', show: (page) => showExplanation(page, 'forged', /Forged/) },
  { name: 'evidence', show: showEvidence },
  { name: 'case-sheet', show: (page) => showSheet(page, 'cases', /CASE-1001/) },
  { name: 'case', show: (page) => showPageOf(page, 'cases', /CASE-1004/) },
  { name: 'open-case', show: (page) => showDialogOf(page, '/cases', 'Cases', 'Open a case…') },
  { name: 'person', show: (page) => showPageOf(page, 'people', /.+@example\.com/) },
  { name: 'end-everything', show: showEndEverything },
  { name: 'audit-entry', show: (page) => showSheet(page, 'audit', /Storefront/) },
  { name: 'applications', show: (page) => goTo(page, '/applications', 'Applications') },
  { name: 'application', show: (page) => showRow(page, '/applications', /^Storefront/) },
  { name: 'connect', show: (page) => goTo(page, '/applications/new', 'Connect an application') },
  { name: 'policies', show: (page) => goTo(page, '/policies', 'Policies') },
  { name: 'policy', show: showPolicy },
  { name: 'acts', show: (page) => goTo(page, '/acts', 'Acts') },
  { name: 'act', show: (page) => showRow(page, '/acts', /End everything/) },
  { name: 'settings', show: (page) => goTo(page, '/settings', 'Account') },
  { name: 'own-sessions', show: (page) => goTo(page, '/settings/sessions', 'Your sessions') },
  { name: 'appearance', show: (page) => goTo(page, '/settings/appearance', 'Appearance') },
  { name: 'operators', show: (page) => goTo(page, '/settings/operators', 'Operators') },
  { name: 'operator-sheet', show: showOperator },
  { name: 'invite', show: (page) => showDialogOf(page, '/settings/operators', 'Operators', 'Invite an operator…') },
  { name: 'single-sign-on', show: (page) => goTo(page, '/settings/single-sign-on', 'Single sign-on') },
  { name: 'mail', show: (page) => goTo(page, '/settings/mail', 'Mail') },
  { name: 'palette', show: showPalette },
  { name: 'not-found', show: (page) => goTo(page, '/nothing-of-that-name', /.+/) },
  { name: 'share', show: showShare },
  { name: 'shared', show: showShared },
  { name: 'why', show: (page) => showWhy(page, 'en') },
  { name: 'why-german', show: (page) => showWhy(page, 'de') },
  { name: 'reported', show: showReported },
]

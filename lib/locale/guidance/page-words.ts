/** The words around the guidance on its public page. */
export interface PageWords {
  /** The title of the window. */
  readonly title: string
  readonly whatHappened: string
  readonly whatNext: string
  /** "Storefront". Quiet words above the title: what this page is about. */
  readonly about: (application: string) => string
  readonly when: string
  readonly reference: string
  /** What the reference is good for. */
  readonly referenceHint: (application: string) => string
  readonly noSignInLink: (application: string) => string
  readonly languages: string
  /** At the foot: who runs this page. */
  readonly foot: (application: string) => string
  readonly unknown: { readonly title: string; readonly text: string; readonly next: string; readonly foot: string }
  readonly tooMany: { readonly title: string; readonly text: string }
  readonly report: ReportWords
  readonly reported: ReportedWords
}

/** The form with which a reader says what they saw themselves. */
export interface ReportWords {
  readonly title: string
  readonly lead: (application: string) => string
  readonly text: string
  readonly textHint: string
  readonly contact: string
  readonly contactHint: string
  readonly optional: string
  readonly send: string
  readonly problems: Readonly<Record<ReportProblem, string>>
}

/** Why a report was not sent. */
export type ReportProblem = 'text' | 'contact' | 'too_many' | 'failed'

/** What the reader is told once it has arrived. */
export interface ReportedWords {
  readonly title: string
  readonly text: (application: string) => string
  /** What happens next, to whom. */
  readonly next: (application: string) => string
  readonly caseNumber: string
  readonly at: string
  readonly back: string
}

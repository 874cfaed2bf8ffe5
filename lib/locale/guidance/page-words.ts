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
}

/** An application as lists and forms choose among them. */
export interface ApplicationChoice {
  readonly id: string
  readonly name: string
  readonly slug: string
  readonly directory: string
}

/** Slug of Assay itself: its API keys are the service keys with which applications call it. */
export const ASSAY_SLUG = 'assay'

/** The digest of the error a page throws when nobody can tell who is signed in; the error page knows it by this. */
export const CANNOT_BE_CHECKED = 'ASSAY_CANNOT_BE_CHECKED'

/** The built-in application, made by the first migration: operators' sessions and service keys belong to it. */
export const ASSAY_APPLICATION = {
  id: '00000000-0000-7000-8000-000000000001',
  slug: 'assay',
  environment: 'live',
  directory: 'operators',
} as const

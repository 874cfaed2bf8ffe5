import { notFound } from 'next/navigation'
import { ServiceError } from '@/lib/services/errors'

/** The page's own 404 for what is not there, or is no id at all; every other failure stays one. */
export async function orNotFound<Result>(reading: Promise<Result>): Promise<Result> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof ServiceError && ['not_found', 'invalid_input'].includes(error.code)) notFound()
    throw error
  }
}

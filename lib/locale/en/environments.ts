import type { Environment } from '@/lib/core/credential'

interface EnvironmentText {
  readonly label: string
  readonly meaning: string
}

export const ENVIRONMENT_TEXTS: Readonly<Record<Environment, EnvironmentText>> = {
  live: { label: 'Live', meaning: 'Real people and real data.' },
  test: { label: 'Test', meaning: 'For trying out; nothing issued here is accepted in live.' },
}

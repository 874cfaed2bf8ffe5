import { consoleRoute } from '@/lib/auth/guard-route'
import { readCase } from '@/lib/services/cases/read'

export const GET = consoleRoute<Awaited<ReturnType<typeof readCase>>, { id: string }>((context, { params }) =>
  readCase(context, { caseId: params.id }),
)

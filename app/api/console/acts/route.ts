import { consoleRoute } from '@/lib/auth/guard-route'
import { listActs } from '@/lib/services/acts/read'

export const GET = consoleRoute((context, { query }) => {
  const cursor = query.get('cursor')
  return listActs(context, cursor === null ? {} : { cursor })
})

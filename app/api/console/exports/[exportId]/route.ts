import { exportText } from '@/app/(console)/_export/export-text'
import { downloadRoute } from '@/lib/auth/guard-route'

export const GET = downloadRoute<{ exportId: string }>((context, { params }) => exportText(context, params.exportId))

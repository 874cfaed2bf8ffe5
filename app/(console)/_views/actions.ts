'use server'

import { serverAction } from '@/lib/actions/action'
import { startExport } from '@/lib/services/exports/start'
import { removeView } from '@/lib/services/views/remove'
import { saveView } from '@/lib/services/views/save'

/** Keeps a list's filters and order under a name. */
export async function save(input: Parameters<typeof saveView>[1]) {
  return saving(input)
}

/** Forgets one of the operator's own views. */
export async function remove(input: Parameters<typeof removeView>[1]) {
  return removing(input)
}

/** Allows a list to be downloaded as it is filtered, for five minutes, and enters it; so is each download. */
export async function exportList(input: Parameters<typeof startExport>[1]) {
  return exporting(input)
}

const saving = serverAction(saveView)
const removing = serverAction(removeView)
const exporting = serverAction(startExport)

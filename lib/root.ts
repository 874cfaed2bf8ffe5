import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of this package, found upwards: the same answer from source, from a bundle and from a test. */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'bin', 'assay.mjs'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error('bin/assay.mjs is missing above this module')
    folder = parent
  }
  return folder
}

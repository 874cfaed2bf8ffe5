import { parseArgs } from 'node:util'
import { errorMessage, StartupError } from '@/lib/startup-error'

/** One sub-command of `assay`. */
export interface Command {
  /** What `--help` prints. */
  readonly help: string
  readonly options?: NonNullable<Parameters<typeof parseArgs>[0]>['options']
  /** Runs to its end and resolves; a StartupError becomes one line and exit code 1. */
  readonly run: (values: Readonly<Record<string, unknown>>) => Promise<void>
}

/** Parses arguments, runs the command and ends the process with the right exit code. */
export async function runCommand(command: Command, args: string[]): Promise<never> {
  try {
    const values = parse(command, args)
    if (values.help) console.log(command.help)
    else await command.run(values)
    process.exit(0)
  } catch (error) {
    console.error(error instanceof StartupError ? `assay: ${error.message}` : unexpected(error))
    process.exit(1)
  }
}

function parse(command: Command, args: string[]): Readonly<Record<string, unknown>> {
  try {
    return parseArgs({ args, options: { help: { type: 'boolean', short: 'h' }, ...command.options } }).values
  } catch (error) {
    throw new StartupError(`${errorMessage(error)}: see --help`)
  }
}

function unexpected(error: unknown): string {
  return `assay: unexpected error: ${error instanceof Error ? error.stack : String(error)}`
}

import { runCommand } from './command'
import { command } from './commands/dev'

await runCommand(command, process.argv.slice(3))

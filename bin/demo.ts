import { runCommand } from './command'
import { command } from './commands/demo'

await runCommand(command, process.argv.slice(3))

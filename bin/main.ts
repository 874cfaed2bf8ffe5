import { type Command, runCommand } from './command'

const COMMANDS: Readonly<Record<string, () => Promise<{ readonly command: Command }>>> = {
  start: () => import('./commands/start'),
  console: () => import('./commands/console'),
  api: () => import('./commands/api'),
  worker: () => import('./commands/worker'),
  migrate: () => import('./commands/migrate'),
  secrets: () => import('./commands/secrets'),
  fsck: () => import('./commands/fsck'),
  bench: () => import('./commands/bench'),
  'break-glass': () => import('./commands/break-glass'),
  'bench-peer': () => import('./bench/peer'),
}

const HELP = `Usage: assay <command> [options]

  start     everything: database, console, data plane and worker
  demo      the same on a database of its own, with applications and people in it
  dev       the same, reloading when a source changes

  console   the console alone                 api       the data plane alone
  worker    the worker alone                  migrate   bring the database up to date
  secrets   print a fresh set of secrets      bench     measure verification on this machine
  fsck      check what is stored             break-glass  a way in when nobody can sign in any more

assay <command> --help tells more. Settings come from the environment, see .env.example.`

const [name = 'help', ...args] = process.argv.slice(2)
const load = COMMANDS[name]
if (load) {
  await runCommand((await load()).command, args)
} else {
  const asked = ['help', '--help', '-h'].includes(name)
  console.log(asked ? HELP : `assay: there is no command ${name}\n\n${HELP}`)
  process.exitCode = asked ? 0 : 1
}

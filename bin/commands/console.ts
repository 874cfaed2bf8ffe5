import { createServer, type Server } from 'node:http'
import { PEER_HEADER } from '@/lib/auth/request-source'
import { closeConsoleServices } from '@/lib/console-services'
import { environment, setEnvironment } from '@/lib/env'
import { projectRoot } from '@/lib/root'
import { loadSecrets } from '@/lib/secrets'
import type { Command } from '../command'
import { joinDatabase } from '../database'
import { listenProblem, reportReady, untilStopped } from '../lifetime'

/** Requests that are still answered when the end comes get this long. */
const DRAIN_MILLISECONDS = 10_000

export const command: Command = {
  help: `Usage: assay console

Runs the console alone, on ASSAY_CONSOLE_PORT. Needs a migrated database and the installation's secrets.`,
  async run() {
    const stopped = untilStopped()
    const settings = environment()
    const { sessionSecret } = loadSecrets(settings)
    const database = await joinDatabase(settings)
    // Read by next-auth, and by the application's own pool.
    setEnvironment({
      NEXTAUTH_URL: settings.consoleUrl,
      NEXTAUTH_SECRET: sessionSecret,
      DATABASE_URL: database.url,
      ASSAY_DATA_DIR: settings.dataDirectory,
    })
    // After the environment is set: Next reads it while loading.
    const { default: next } = await import('next')
    const app = next({ dev: false, dir: projectRoot(), hostname: settings.host, port: settings.consolePort })
    await app.prepare()
    const handle = app.getRequestHandler()
    const server = createServer((request, response) => {
      // Always set: what a client sends under this name must not be believed.
      request.headers[PEER_HEADER] = request.socket.remoteAddress
      void handle(request, response)
    })
    await listen(server, settings.host, settings.consolePort)
    reportReady()
    await stopped
    await drain(server)
    await app.close()
    await closeConsoleServices()
  },
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  try {
    await new Promise<void>((done, fail) => {
      server.once('error', fail)
      server.listen(port, host, done)
    })
  } catch (error) {
    throw listenProblem(error, host, port, 'ASSAY_CONSOLE_PORT')
  }
}

async function drain(server: Server): Promise<void> {
  const force = setTimeout(() => server.closeAllConnections(), DRAIN_MILLISECONDS)
  await new Promise<void>((done) => {
    server.close(() => done())
    server.closeIdleConnections()
  })
  clearTimeout(force)
}

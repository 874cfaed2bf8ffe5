/** A loop that can be ended: the run in progress is finished first. */
export interface Loop {
  stop(): Promise<void>
}

interface LoopOptions {
  readonly name: string
  readonly everyMilliseconds: number
  /** Returns how much was done: a full batch is followed by the next at once. */
  readonly run: () => Promise<number>
  readonly onError: (name: string, error: unknown) => void
}

/** Runs again and again for work that must happen within seconds, which a cron's minute cannot give. */
export function startLoop({ name, everyMilliseconds, run, onError }: LoopOptions): Loop {
  let stopping = false
  let timer: NodeJS.Timeout | null = null
  let wake: () => void = () => undefined
  const pause = () =>
    new Promise<void>((resume) => {
      wake = resume
      timer = setTimeout(resume, everyMilliseconds)
    })
  const turn = async () => {
    try {
      return await run()
    } catch (error) {
      onError(name, error)
      return 0
    }
  }
  const running = (async () => {
    while (!stopping) if ((await turn()) === 0 && !stopping) await pause()
  })()
  return {
    async stop() {
      stopping = true
      if (timer !== null) clearTimeout(timer)
      wake()
      await running
    },
  }
}

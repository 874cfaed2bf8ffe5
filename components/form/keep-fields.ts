import { type FormEvent, startTransition } from 'react'

/**
 * Sends a form's data without React's own reset: what was typed stays when the answer is a refusal. `blocked` forms send nothing.
 * Without script the form's `action` is what runs.
 */
export function keepFields(send: (data: FormData) => void | Promise<void>, blocked = false) {
  return (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (blocked) return
    const data = new FormData(event.currentTarget)
    startTransition(async () => {
      await send(data)
    })
  }
}

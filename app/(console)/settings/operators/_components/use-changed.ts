import { useQueryClient } from '@tanstack/react-query'

/** Called when an operator is otherwise than before: has the list and their page asked for anew. */
export function useOperatorChanged(): () => void {
  const client = useQueryClient()
  return () => {
    for (const key of ['operators', 'operator']) void client.invalidateQueries({ queryKey: [key] })
  }
}

// In memory, because React mounts effects twice in development and the address bar is empty the second time.
let held = ''

/** Takes a link's token out of the address bar and the history before anything else can read it there. */
export function takeFragmentToken(): string {
  const given = window.location.hash.slice(1) || held
  held = given
  if (window.location.hash !== '') window.history.replaceState(window.history.state, '', window.location.pathname)
  return given
}

import { plural } from '@/lib/format/count'
import type { SsoProblem } from './sso-problem'

/** What went wrong on the way through the issuer, and what to do, in a sentence or two. `found` is shown to owners only. */
export function ssoProblemText({ code, facts }: SsoProblem): string {
  const ask = 'Tell whoever looks after single sign-on here.'
  switch (code) {
    case 'clock_off':
      return clockText(facts.aheadSeconds)
    case 'denied':
      return 'The issuer refused to sign you in. Your account there may be disabled: ask whoever looks after it.'
    case 'unreachable':
      return 'The issuer does not answer. Try again in a moment, or sign in another way.'
    case 'other_browser':
      return 'This sign-in did not begin in this browser, so it was not completed. Sign in from here.'
    case 'over':
      return 'This sign-in took longer than 10 minutes, or was completed already. Sign in again.'
    case 'other_session':
      return 'You are signed in otherwise than when this began, so nothing was changed. Try again.'
    case 'code_refused':
      return 'The issuer did not accept the sign-in it had just allowed: it was used already or took too long. Sign in again.'
    case 'not_reauthenticated':
      return 'The issuer did not ask you who you are. Sign out there, and try again.'
    case 'unknown_identity':
      return 'You are signed in at the issuer, but nobody has given you access here. Ask an owner of this console, or sign in another way and link this account in your settings.'
    case 'no_role':
      return 'Your groups at the issuer give you no role here any more. Ask an owner of this console.'
    case 'no_mail':
      return 'The issuer told us no confirmed mail address of yours, so no account could be made. Ask whoever looks after your account there.'
    case 'mail_taken':
      return 'An account with your mail address is here already. Sign in to it as before, and link this sign-in in your settings.'
    case 'disabled':
      return 'Your account here is disabled. Ask an administrator.'
    case 'not_configured':
      return 'Single sign-on is not set up here. Sign in another way.'
    case 'somebody_else':
      return 'Somebody else signed in at the issuer. Sign in there as yourself, and try again.'
    case 'identity_taken':
      return 'Another operator signs in as this person at the issuer. Remove that first.'
    case 'too_many_groups':
      return `You are in more groups at the issuer than it can list, so your role is not known. ${ask}`
    case 'client_refused':
      return `The issuer does not accept this console: its client id or secret is not right. ${ask}`
    case 'token_too_long':
      return `What the issuer says of you is longer than is kept here, most often because it lists hundreds of groups. It should name only those that matter here. ${ask}`
    case 'refused_here':
      return `This could not be completed here, so nothing was changed. Try again; if it stays: ${ask}`
    case 'address_not_allowed':
    case 'discovery_unreadable':
    case 'issuer_differs':
    case 'not_capable':
    case 'keys_unreadable':
    case 'issuer_error':
      return `The issuer cannot be used as it is set up. ${ask}`
    case 'wrong_state':
    case 'wrong_issuer':
    case 'wrong_audience':
    case 'wrong_nonce':
    case 'wrong_signature':
    case 'wrong_token':
      return `What came back from the issuer was not made for this sign-in (${code.replace('wrong_', '')}), so it was refused. Sign in again; if it stays, tell whoever looks after single sign-on here.`
  }
}

/** The same for whoever sets single sign-on up: with what was found. */
export function issuerProblemText(problem: SsoProblem): string {
  const found = problem.facts.found ?? 'something else'
  switch (problem.code) {
    case 'unreachable':
      return `${found} does not answer within 5 seconds, or what it answers is too long. Is the address right, and can this machine reach it?`
    case 'address_not_allowed':
      return `${found} may not be asked. The issuer must be reached by https (or be on this machine), and what a public issuer names must be public too.`
    case 'discovery_unreadable':
      return 'There is an answer, but no metadata of an issuer below /.well-known/openid-configuration.'
    case 'issuer_differs':
      return problem.facts.found === undefined
        ? 'It calls itself otherwise than you wrote it.'
        : `It calls itself ${found}. Write exactly that, if it is the one you mean.`
    case 'not_capable':
      return `It lacks what we need: ${found}.`
    case 'keys_unreadable':
      return `Its keys cannot be read (${found}).`
    default:
      return ssoProblemText(problem)
  }
}

function clockText(aheadSeconds: number | undefined): string {
  if (aheadSeconds === undefined) return 'The clock of the issuer and ours disagree. One of them must be set right.'
  const off = plural(Math.abs(aheadSeconds), 'second')
  return `The clock of the issuer is ${off} ${aheadSeconds > 0 ? 'ahead of' : 'behind'} ours; 60 are allowed. One of them must be set right before anybody can sign in this way.`
}

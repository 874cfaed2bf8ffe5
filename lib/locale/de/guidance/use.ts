import { type HolderTexts, holderText, type Told } from '../../guidance/words'

/** Stufe G und Fehler von Assay selbst, die nie dem Token angelastet werden. */
export const USE_TEXTS = {
  nonce_replayed: {
    person: holderText(
      'Die Anfrage kam zweimal an',
      'Dieselbe Anfrage kam zweimal bei uns an und wurde einmal angenommen.',
      'Sehen Sie nach, ob sie schon ausgeführt wurde. Wenn nicht, versuchen Sie es noch einmal.',
    ),
    developer: holderText(
      'Der Nachweis war schon benutzt',
      'Der mitgesendete Nachweis (Proof) war schon für eine frühere Anfrage benutzt.',
      'Erzeugen Sie für jede Anfrage einen neuen, auch beim Wiederholen.',
    ),
  },
  rate_limited: {
    person: holderText(
      'Zu viele Anfragen auf einmal',
      'Es kamen in kurzer Zeit viele Anfragen. Sie sind weiterhin angemeldet.',
      (told) => `Warten Sie ${pause(told)} und versuchen Sie es noch einmal.`,
    ),
    developer: holderText(
      'Zu viele Anfragen',
      'Dieser Schlüssel wurde öfter benutzt, als er darf. Er selbst ist gültig.',
      (told) => `Warten Sie ${pause(told)} und senden Sie dann weniger Anfragen auf einmal.`,
    ),
  },
  quota_exhausted: {
    person: holderText(
      'Die vereinbarte Menge ist verbraucht',
      'Sie haben verbraucht, was für diesen Zeitraum vereinbart war. Sie sind weiterhin angemeldet.',
      ({ application }) => `Warten Sie auf den nächsten Zeitraum oder bitten Sie ${application} um mehr.`,
    ),
    developer: holderText(
      'Das Kontingent ist verbraucht',
      'Dieser Schlüssel hat verbraucht, was für diesen Zeitraum vereinbart war. Er selbst ist gültig.',
      ({ application }) => `Warten Sie auf den nächsten Zeitraum oder bitten Sie ${application} um mehr.`,
    ),
  },
  verifier_misconfigured: unjudged(),
  verifier_unavailable: unjudged(),
} as const satisfies Record<string, HolderTexts>

function unjudged(): HolderTexts {
  return {
    person: holderText(
      'Wir konnten Ihre Anmeldung nicht prüfen',
      'Das war ein Fehler bei uns. Sie sind weiterhin angemeldet, und nichts ist verloren.',
      'Versuchen Sie es in einigen Minuten noch einmal.',
    ),
    developer: holderText(
      'Der Schlüssel konnte nicht geprüft werden',
      'Das war ein Fehler bei uns und sagt nichts über den Schlüssel.',
      'Versuchen Sie es in einigen Minuten noch einmal. Der Schlüssel muss nicht ersetzt werden.',
    ),
  }
}

function pause({ retryAfterSeconds, length }: Told): string {
  return retryAfterSeconds === null ? 'einen Moment' : length(retryAfterSeconds)
}

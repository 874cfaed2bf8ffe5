import type { PublicCode } from '@/lib/core/reasons'
import { type HolderTexts, holderText } from '../../guidance/words'

/** Alles, was gesagt wird, wo der Grund nicht für die Lesenden bestimmt ist: dieselben Worte, was immer der Grund war. */
export const CODES: Readonly<Record<PublicCode, HolderTexts>> = {
  invalid_token: {
    person: holderText(
      'Bitte melden Sie sich neu an',
      ({ application }) =>
        `Ihre Anmeldung bei ${application} wird nicht mehr angenommen. Sie kann beendet oder unvollständig sein.`,
      ({ application }) =>
        `Melden Sie sich neu an. Wenn das nicht hilft, nennen Sie dem Support von ${application} die Referenz.`,
    ),
    developer: holderText(
      'Der Schlüssel wird nicht angenommen',
      ({ application }) => `${application} nimmt diesen Schlüssel nicht an. Er kann beendet oder unvollständig sein.`,
      'Prüfen Sie, ob Ihr Programm den ganzen Schlüssel sendet. Wenn ja, legen Sie einen neuen an oder nennen Sie dem Support die Referenz.',
    ),
  },
  insufficient_scope: {
    person: holderText(
      'Dafür fehlt Ihnen noch das Recht',
      'Sie sind angemeldet, aber Ihr Zugang umfasst diese Aktion nicht.',
      'Bitten Sie Ihren Administrator darum.',
    ),
    developer: holderText(
      'Der Schlüssel umfasst diese Aktion nicht',
      'Der Schlüssel ist gültig, aber seine Rechte umfassen diese Anfrage nicht.',
      'Verwenden Sie einen mit diesem Recht oder bitten Sie Ihren Administrator darum.',
    ),
  },
  insufficient_user_authentication: {
    person: holderText(
      'Bitte bestätigen Sie, dass Sie es sind',
      'Für diese Aktion ist eine frische oder stärkere Anmeldung nötig.',
      'Melden Sie sich noch einmal an und wiederholen Sie, was Sie gerade tun wollten.',
    ),
    developer: holderText(
      'Eine Person muss das bestätigen',
      'Diese Anfrage verlangt eine frischere oder stärkere Anmeldung als die, die dahintersteht.',
      'Lassen Sie die Person sich noch einmal anmelden und wiederholen Sie die Anfrage.',
    ),
  },
  invalid_dpop_proof: {
    person: holderText(
      'Bitte versuchen Sie es noch einmal',
      'Die Anfrage kam zweimal bei uns an und wurde einmal angenommen.',
      'Versuchen Sie es noch einmal.',
    ),
    developer: holderText(
      'Der Nachweis wurde nicht angenommen',
      'Der mitgesendete Nachweis (Proof) war schon benutzt oder passt nicht zur Anfrage.',
      'Erzeugen Sie für jede Anfrage einen neuen und versuchen Sie es noch einmal.',
    ),
  },
  rate_limited: {
    person: holderText(
      'Zu viele Anfragen auf einmal',
      'Es kamen in kurzer Zeit viele Anfragen.',
      'Warten Sie einen Moment und versuchen Sie es noch einmal. Sie sind weiterhin angemeldet.',
    ),
    developer: holderText(
      'Zu viele Anfragen',
      'Dieser Schlüssel wurde öfter benutzt, als er darf. Er selbst ist gültig.',
      'Warten Sie und senden Sie dann weniger Anfragen auf einmal.',
    ),
  },
  verifier_unavailable: {
    person: holderText(
      'Wir konnten Ihre Anmeldung nicht prüfen',
      'Das war ein Fehler bei uns. Sie sind weiterhin angemeldet.',
      'Versuchen Sie es in einigen Minuten noch einmal.',
    ),
    developer: holderText(
      'Der Schlüssel konnte nicht geprüft werden',
      'Das war ein Fehler bei uns und sagt nichts über den Schlüssel.',
      'Versuchen Sie es in einigen Minuten noch einmal.',
    ),
  },
}

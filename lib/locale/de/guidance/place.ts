import { listWords } from '../../guidance/format'
import { type HolderTexts, holderText, type Told } from '../../guidance/words'

/** Stufe E und F: richtig, aber am falschen Ort oder für mehr, als erlaubt wurde. */
export const PLACE_TEXTS = {
  wrong_audience: {
    person: holderText(
      'Diese Anmeldung gilt für einen anderen Dienst',
      ({ application }) => `Ihre Anmeldung ist gültig, wurde aber nicht bei ${application} gemacht.`,
      ({ application }) => `Melden Sie sich bei ${application} an.`,
    ),
    developer: holderText(
      'Der Schlüssel gilt für einen anderen Dienst',
      ({ application }) => `Dieser Schlüssel wurde nicht für ${application} ausgestellt.`,
      ({ application }) =>
        `Verwenden Sie einen Schlüssel von ${application} und prüfen Sie, welche Adresse Ihr Programm aufruft.`,
    ),
  },
  wrong_kind: {
    person: holderText(
      'Hier wird etwas anderes gebraucht',
      ({ application }) => `${application} erwartet an dieser Adresse eine andere Art der Anmeldung.`,
      'Melden Sie sich auf dem gewohnten Weg an.',
    ),
    developer: holderText(
      'Hier wird eine andere Art gebraucht',
      'Was gesendet wurde, ist gültig, aber diese Adresse erwartet eine andere Art: einen API-Schlüssel statt einer Sitzung oder umgekehrt.',
      'Senden Sie die Art, die diese Adresse erwartet.',
    ),
  },
  binding_mismatch: {
    person: holderText(
      'Ihre Anmeldung kam von woanders',
      'Diese Sitzung begann auf einem anderen Gerät oder in einem anderen Netz als dem, aus dem sie jetzt kam.',
      'Melden Sie sich auf diesem Gerät neu an. Wenn Sie Aktivitäten sehen, die nicht von Ihnen sind, ändern Sie Ihr Passwort.',
    ),
    developer: holderText(
      'Der Schlüssel kam von woanders',
      'Dieser Schlüssel ist an ein Gerät, ein Zertifikat oder ein Netz gebunden, und das fehlte.',
      'Verwenden Sie ihn dort, wo er eingerichtet wurde, oder legen Sie für den neuen Ort einen eigenen an.',
    ),
  },
  address_not_allowed: {
    person: holderText(
      'Nicht aus diesem Netz',
      'Ihre Anmeldung gilt nicht in dem Netz, in dem Sie gerade sind.',
      'Versuchen Sie es aus dem gewohnten Netz oder fragen Sie Ihren Administrator.',
    ),
    developer: holderText(
      'Die Adresse ist nicht zugelassen',
      'Dieser Schlüssel gilt nur von bestimmten Adressen aus, und die Anfrage kam von einer anderen.',
      'Rufen Sie von einer dieser Adressen auf oder lassen Sie die neue hinzufügen.',
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
      (told) => `Der Schlüssel ist gültig, aber ihm fehlt ${missing(told, 'de-DE')}.`,
      'Verwenden Sie einen mit diesem Recht oder lassen Sie einen neuen anlegen. Nachträglich ändern lässt sich ein Schlüssel nicht.',
    ),
  },
  role_not_permitted: {
    person: holderText(
      'Ihre Rolle umfasst das nicht',
      'Sie sind angemeldet, aber Ihre Rolle umfasst diese Aktion nicht.',
      'Bitten Sie Ihren Administrator um eine passende Rolle.',
    ),
    developer: holderText(
      'Die Rolle dahinter umfasst das nicht',
      'Der Schlüssel ist gültig, aber die Rolle der Person, der er gehört, umfasst diese Anfrage nicht.',
      'Bitten Sie Ihren Administrator um eine passende Rolle.',
    ),
  },
  not_on_access_list: {
    person: holderText(
      'Das wurde nicht mit Ihnen geteilt',
      'Sie sind angemeldet, aber dieser Inhalt ist nur für bestimmte Personen offen.',
      'Bitten Sie die Person, von der Sie den Link haben, ihn mit Ihnen zu teilen.',
    ),
    developer: holderText(
      'Nicht auf der Zugriffsliste',
      'Der Schlüssel ist gültig, aber die Person, der er gehört, steht nicht auf der Zugriffsliste.',
      'Bitten Sie darum, sie in diese Liste aufzunehmen.',
    ),
  },
  grant_expired: {
    person: holderText(
      'Ihr befristeter Zugang ist vorbei',
      'Sie sind angemeldet, aber Ihr Zugang war befristet, und die Frist ist um.',
      'Wenn Sie ihn weiterhin brauchen, fragen Sie, wer ihn vergeben hatte.',
    ),
    developer: holderText(
      'Der befristete Zugang ist vorbei',
      'Der Schlüssel ist gültig, aber sein Zugang war befristet, und die Frist ist um.',
      'Wenn das Programm ihn weiterhin braucht, fragen Sie, wer ihn vergeben hatte.',
    ),
  },
  step_up_required: {
    person: holderText(
      'Bitte bestätigen Sie, dass Sie es sind',
      'Für diese Aktion ist eine frische oder stärkere Anmeldung nötig. Mit Ihrer Sitzung ist alles in Ordnung.',
      'Melden Sie sich noch einmal an und wiederholen Sie, was Sie gerade tun wollten.',
    ),
    developer: holderText(
      'Eine Person muss das bestätigen',
      'Diese Anfrage verlangt eine frischere oder stärkere Anmeldung als die, die dahintersteht.',
      'Lassen Sie die Person sich noch einmal anmelden und wiederholen Sie die Anfrage.',
    ),
  },
} as const satisfies Record<string, HolderTexts>

function missing({ missingScopes }: Told, tag: string): string {
  if (missingScopes.length === 0) return 'ein Recht, das diese Anfrage braucht'
  return `${missingScopes.length === 1 ? 'das Recht' : 'jedes dieser Rechte:'} ${listWords(missingScopes, tag)}`
}

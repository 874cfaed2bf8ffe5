import type { Cause } from '@/lib/core/credential'
import { type HolderTexts, holderText } from '../../guidance/words'

/** Was jemand zu einem absichtlichen Ende erfährt, je nach Anlass. */
export const CAUSES: Readonly<Record<Cause, HolderTexts>> = {
  unspecified: {
    person: holderText(
      'Ihre Sitzung wurde beendet',
      ({ application }) => `Das Team von ${application} hat diese Sitzung beendet.`,
      ({ application }) => `Melden Sie sich neu an. Falls das nicht geht, hilft der Support von ${application}.`,
    ),
    developer: holderText(
      'Der Schlüssel wurde widerrufen',
      ({ application }) => `Dieser Schlüssel wurde widerrufen und ist für ${application} endgültig ungültig.`,
      'Legen Sie einen neuen an und setzen Sie ihn an seine Stelle. Falls Sie das überrascht, fragen Sie, wer Ihre Schlüssel verwaltet.',
    ),
  },
  key_compromise: {
    person: holderText(
      'Zu Ihrem Schutz abgemeldet',
      'Diese Sitzung wurde beendet, weil jemand anders sie hätte benutzen können.',
      'Melden Sie sich neu an und sehen Sie sich Ihre letzten Aktivitäten an. Wenn etwas davon nicht von Ihnen ist, ändern Sie Ihr Passwort.',
    ),
    developer: holderText(
      'Zu Ihrem Schutz widerrufen',
      'Dieser Schlüssel wurde widerrufen, weil jemand anders ihn kennen könnte.',
      'Legen Sie einen neuen an, setzen Sie ihn an seine Stelle und prüfen Sie, wo der alte aufbewahrt war.',
    ),
  },
  secret_leaked: {
    person: holderText(
      'Zu Ihrem Schutz abgemeldet',
      'Die Daten, mit denen Sie angemeldet waren, wurden an einer Stelle gefunden, an der andere sie lesen konnten. Deshalb wurde diese Sitzung beendet.',
      'Melden Sie sich neu an und sehen Sie sich Ihre letzten Aktivitäten an.',
    ),
    developer: holderText(
      'Der Schlüssel war öffentlich zu sehen',
      'Dieser Schlüssel wurde an einer Stelle gefunden, an der andere ihn lesen konnten, etwa in öffentlichem Quelltext. Er wurde widerrufen.',
      'Legen Sie einen neuen an, entfernen Sie den alten dort, wo er veröffentlicht war, und prüfen Sie, was mit ihm getan wurde.',
    ),
  },
  affiliation_changed: {
    person: holderText(
      'Ihre Zugangsrechte haben sich geändert',
      'Diese Sitzung wurde beendet, weil sich Ihre Aufgabe oder Ihr Team geändert hat.',
      'Melden Sie sich neu an, um mit Ihren jetzigen Rechten weiterzuarbeiten. Wenn etwas fehlt, fragen Sie Ihren Administrator.',
    ),
    developer: holderText(
      'Der Schlüssel wurde widerrufen',
      'Dieser Schlüssel wurde widerrufen, weil die Person dahinter eine andere Aufgabe oder ein anderes Team hat.',
      'Lassen Sie einen neuen für diejenigen anlegen, die das Programm jetzt betreuen.',
    ),
  },
  privilege_withdrawn: {
    person: holderText(
      'Ihr Zugang wurde entzogen',
      ({ application }) => `Ihr Zugang zu ${application} wurde zurückgenommen, und damit endete diese Sitzung.`,
      'Wenn Sie ihn weiterhin brauchen, fragen Sie Ihren Administrator.',
    ),
    developer: holderText(
      'Dem Schlüssel wurde der Zugang entzogen',
      ({ application }) => `Das Recht, mit diesem Schlüssel auf ${application} zuzugreifen, wurde zurückgenommen.`,
      'Wenn das Programm es weiterhin braucht, fragen Sie, wer es vergeben hatte.',
    ),
  },
  logged_out: {
    person: holderText(
      'Sie haben sich abgemeldet',
      'Diese Sitzung endete, als Sie sich abgemeldet haben, hier oder auf einem anderen Gerät.',
      'Melden Sie sich wieder an, wenn Sie weitermachen möchten.',
    ),
    developer: holderText(
      'Der Schlüssel wurde zurückgegeben',
      'Dieser Schlüssel wurde zurückgegeben und wird nicht mehr angenommen.',
      'Verwenden Sie einen anderen oder legen Sie einen neuen an.',
    ),
  },
  session_limit: {
    person: holderText(
      'Sie haben sich auf einem anderen Gerät angemeldet',
      ({ application }) =>
        `Bei ${application} kann nur eine begrenzte Zahl von Sitzungen offen sein. Eine neuere Anmeldung hat diese abgelöst.`,
      'Melden Sie sich neu an, um hier weiterzumachen. Wenn die andere Anmeldung nicht von Ihnen war, ändern Sie Ihr Passwort.',
    ),
    developer: holderText(
      'Ein neuerer Schlüssel hat ihn abgelöst',
      ({ application }) =>
        `Bei ${application} kann es nur eine begrenzte Zahl von Schlüsseln geben. Ein neuerer hat diesen abgelöst.`,
      'Verwenden Sie den neueren oder lassen Sie einen widerrufen, den niemand mehr braucht.',
    ),
  },
  credential_changed: {
    person: holderText(
      'Ihre Anmeldedaten haben sich geändert',
      'Ihr Passwort oder ein anderes Anmeldeverfahren wurde geändert. Damit endeten alle früheren Sitzungen.',
      ({ application }) =>
        `Melden Sie sich mit den neuen Daten an. Wenn Sie nichts geändert haben, sagen Sie es gleich dem Support von ${application}.`,
    ),
    developer: holderText(
      'Die Anmeldedaten dahinter haben sich geändert',
      'Die Anmeldedaten der Person, der dieser Schlüssel gehört, wurden geändert. Damit wurde er widerrufen.',
      'Legen Sie einen neuen an und setzen Sie ihn an seine Stelle.',
    ),
  },
  unused: {
    person: holderText(
      'Diese Sitzung war lange ungenutzt',
      ({ application }) => `Diese Sitzung war länger ungenutzt, als ${application} sie offen hält.`,
      'Melden Sie sich neu an.',
    ),
    developer: holderText(
      'Der Schlüssel war lange ungenutzt',
      ({ application }) => `Dieser Schlüssel war länger ungenutzt, als ${application} zulässt, und wurde widerrufen.`,
      'Wenn das Programm noch gebraucht wird, legen Sie einen neuen dafür an.',
    ),
  },
  family_replay: {
    person: holderText(
      'Zu Ihrem Schutz abgemeldet',
      'Eine ältere Kopie dieser Sitzung wurde benutzt. Das kann bedeuten, dass jemand anders sie hat. Deshalb wurde die Sitzung beendet.',
      'Melden Sie sich neu an. Wenn Sie Aktivitäten sehen, die nicht von Ihnen sind, ändern Sie Ihr Passwort.',
    ),
    developer: holderText(
      'Zu Ihrem Schutz widerrufen',
      'Eine ältere Kopie dieses Schlüssels wurde benutzt, obwohl sie schon ersetzt war. Deshalb wurden alle Kopien widerrufen.',
      'Legen Sie einen neuen an und finden Sie heraus, wo die ältere Kopie noch liegt.',
    ),
  },
  cutoff: {
    person: holderText(
      'Frühere Sitzungen wurden gemeinsam beendet',
      'Alle Sitzungen, die vor einem bestimmten Zeitpunkt begonnen hatten, wurden auf einmal beendet. Es betraf nicht nur Sie.',
      'Melden Sie sich neu an.',
    ),
    developer: holderText(
      'Frühere Schlüssel wurden gemeinsam beendet',
      'Alle Schlüssel, die vor einem bestimmten Zeitpunkt ausgestellt worden waren, wurden auf einmal beendet. Es betraf nicht nur diesen.',
      'Legen Sie einen neuen an und setzen Sie ihn an seine Stelle.',
    ),
  },
}

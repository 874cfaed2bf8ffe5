import { type HolderTexts, holderText, type Told } from '../../guidance/words'

/** Stufe D: erreichte Grenzen und Zustände, die vorübergehen. */
export const TIME_TEXTS = {
  expired: {
    person: holderText(
      'Ihre Sitzung ist abgelaufen',
      (told) => `Eine Anmeldung bei ${told.application} gilt ${longest(told)}, und diese Zeit ist um.`,
      'Melden Sie sich neu an.',
    ),
    developer: holderText(
      'Der Schlüssel ist abgelaufen',
      (told) =>
        told.limitSeconds === null
          ? 'Dieser Schlüssel war nur bis zu einem bestimmten Tag gültig, und der ist vorbei.'
          : `Ein Schlüssel gilt bei ${told.application} ${longest(told)}, und diese Zeit ist um.`,
      'Legen Sie einen neuen an und setzen Sie ihn an seine Stelle.',
    ),
  },
  idle: {
    person: holderText(
      'Sie waren eine Weile nicht aktiv',
      (told) => `Sie wurden abgemeldet, weil ${awhile(told)} nichts geschehen ist.`,
      'Melden Sie sich neu an.',
    ),
    developer: holderText(
      'Der Schlüssel wurde zu lange nicht benutzt',
      (told) => `Dieser Schlüssel endete, weil er ${awhile(told)} nicht benutzt wurde.`,
      'Legen Sie einen neuen an und lassen Sie das Programm ihn öfter benutzen.',
    ),
  },
  rotation_overdue: {
    person: holderText(
      'Ihre Sitzung muss erneuert werden',
      ({ application }) => `Diese Sitzung ist älter, als ${application} zulässt.`,
      'Melden Sie sich neu an.',
    ),
    developer: holderText(
      'Der Schlüssel muss ersetzt werden',
      (told) => `Schlüssel müssen bei ${told.application} ${regularly(told)} ersetzt werden; dieser ist überfällig.`,
      'Legen Sie einen Nachfolger an und setzen Sie ihn an seine Stelle.',
    ),
  },
  suspended: {
    person: holderText(
      'Ihre Sitzung ist angehalten',
      (told) => `Diese Sitzung ist ${pauseEnd(told)} angehalten. Sie ist nicht beendet.`,
      ({ application }) => `Wenn Sie den Grund nicht kennen, fragen Sie den Support von ${application}.`,
    ),
    developer: holderText(
      'Der Schlüssel ist angehalten',
      (told) => `Dieser Schlüssel ist ${pauseEnd(told)} angehalten. Er muss nicht ersetzt werden.`,
      ({ application }) => `Wenn Sie den Grund nicht kennen, fragen Sie den Support von ${application}.`,
    ),
  },
  not_yet_valid: {
    person: holderText(
      'Es ist noch zu früh',
      (told) => `Diese Anmeldung wird ${start(told)} angenommen.`,
      'Kommen Sie dann wieder.',
    ),
    developer: holderText(
      'Der Schlüssel gilt noch nicht',
      (told) => `Dieser Schlüssel wird ${start(told)} angenommen.`,
      'Warten Sie bis dahin und prüfen Sie die Uhr des Rechners, der ihn sendet.',
    ),
  },
  clock_skew: {
    person: holderText(
      'Eine Uhr geht auf unserer Seite falsch',
      ({ application }) => `Die Uhr eines Servers von ${application} weicht zu stark ab, um Ihre Anmeldung zu prüfen.`,
      'Versuchen Sie es in einigen Minuten noch einmal. Es liegt nicht an Ihnen, und Sie sind weiterhin angemeldet.',
    ),
    developer: holderText(
      'Eine Uhr weicht zu stark ab',
      'Die Uhr des Rechners, der angefragt hat, weicht zu stark von unserer ab. Der Schlüssel selbst ist gültig.',
      'Stellen Sie diese Uhr nach einem Zeitserver und versuchen Sie es noch einmal.',
    ),
  },
} as const satisfies Record<string, HolderTexts>

function longest({ limitSeconds, length }: Told): string {
  return limitSeconds === null ? 'nur eine begrenzte Zeit' : `höchstens ${length(limitSeconds)}`
}

function awhile({ limitSeconds, length }: Told): string {
  return limitSeconds === null ? 'längere Zeit' : `${length(limitSeconds)} lang`
}

function regularly({ limitSeconds, length }: Told): string {
  return limitSeconds === null ? 'von Zeit zu Zeit' : `spätestens alle ${length(limitSeconds)}`
}

function pauseEnd({ until, instant }: Told): string {
  return until === null ? 'auf unbestimmte Zeit' : `bis zum ${instant(until)}`
}

function start({ startsAt, instant }: Told): string {
  return startsAt === null ? 'erst später' : `erst ab dem ${instant(startsAt)}`
}

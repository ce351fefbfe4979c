import { expect, test } from 'vitest';
import { proactiveWords } from '../proactive/proactive-words.ts';
import { wayBackWords as pageWords } from '../way-back/words.ts';
import { botWords } from './bot-words.ts';
import { mailWords } from './by-mail/mail-words.ts';
import { emojiWords } from './emoji-words.ts';
import { flowWords } from './flow-words.ts';
import { helpWords } from './help-words.ts';
import es from './locales/es.ts';
import { menuWords } from './menu-words.ts';
import { personalDataWords } from './personal-data/personal-data-words.ts';
import { ratingWords } from './rating-words.ts';
import { trayWords } from './tray-words.ts';
import { recoverWords } from './way-back/recover-words.ts';
import { wayBackWords } from './way-back/words.ts';

const SAID: Readonly<Record<string, unknown>> = {
  es,
  pages: pageWords(['es']).w,
  proactive: proactiveWords('es'),
  bot: botWords('es'),
  emoji: emojiWords('es'),
  mail: mailWords('es'),
  flow: flowWords('es'),
  help: helpWords('es'),
  menu: menuWords('es'),
  personalData: personalDataWords('es'),
  rating: ratingWords('es'),
  recover: recoverWords('es'),
  tray: trayWords('es'),
  wayBack: wayBackWords('es'),
};

/** What is only said to whom one calls “usted”, as far as the messenger has anything like it to say. */
const DISTANT = new RegExp(
  `(?<!\\p{L})(${[
    'usted|le|¿quiere|suy[oa]s?',
    'su (conversación|dirección|respuesta|correo|número|opinión)|sus (datos|mensajes|descargas|dispositivos)',
    'confirme|pulse|pruebe|elija|pida|use|indique|inicie|escriba|abra',
    '(intént|mír|descárgu|púls|confírm)el[oa]s?|pregúntenos|escríba(l[oa]s?|nos)',
  ].join('|')})(?!\\p{L})|(^|[.:] )Puede `,
  'iu',
);

test.each(Object.entries(SAID))(
  'a Spanish visitor is “tú” in what is said of %s, as in all the messenger',
  (_, words) => {
    expect(textsIn(words).filter((text) => DISTANT.test(text))).toEqual([]);
  },
);

const textsIn = (words: unknown): string[] =>
  typeof words === 'string' ? [words] : Object.values(words as object).flatMap(textsIn);

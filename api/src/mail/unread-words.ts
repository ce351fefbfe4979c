import type { Direction } from './direction.ts';

/** The words around what was answered, in the languages of the messenger. `who` is a name that may be anything. */
export type UnreadWords = {
  dir: Direction;
  subject: (who: string) => string;
  answered: (who: string) => string;
  waits: (who: string) => string; // where the mail may not say what was answered
  youWrote: string;
  files: (names: string) => string;
  howToAnswer: string;
  howToRead: string;
  open: string;
  why: (who: string) => string;
  stop: string;
};

const en: UnreadWords = {
  dir: 'ltr',
  subject: (who) => `${who} answered you`,
  answered: (who) => `${who} answered you:`,
  waits: (who) => `${who} answered you. The answer is waiting where you wrote.`,
  youWrote: 'You wrote:',
  files: (names) => `With it: ${names}`,
  howToAnswer: 'Answer by replying to this mail, or on the page where you wrote.',
  howToRead: 'To get answers by mail, confirm this address where you wrote.',
  open: 'Open the page',
  why: (who) => `You get this because you asked ${who} to be told by mail.`,
  stop: 'No more mail from here',
};

const zh: UnreadWords = {
  dir: 'ltr',
  subject: (who) => `${who} 回复了您`,
  answered: (who) => `${who} 回复了您：`,
  waits: (who) => `${who} 回复了您。请在您留言的页面查看。`,
  youWrote: '您写道：',
  files: (names) => `附件：${names}`,
  howToAnswer: '直接回复本邮件，或在您留言的页面继续。',
  howToRead: '如需通过邮件接收回复，请在您留言的页面确认此邮箱地址。',
  open: '打开页面',
  why: (who) => `您收到此邮件，是因为您希望 ${who} 通过邮件通知您。`,
  stop: '不再接收此类邮件',
};

const es: UnreadWords = {
  dir: 'ltr',
  subject: (who) => `${who} te ha respondido`,
  answered: (who) => `${who} te ha respondido:`,
  waits: (who) => `${who} te ha respondido. La respuesta te espera donde escribiste.`,
  youWrote: 'Tú escribiste:',
  files: (names) => `Adjunto: ${names}`,
  howToAnswer: 'Contesta respondiendo a este correo o en la página donde escribiste.',
  howToRead: 'Para recibir las respuestas por correo, confirma esta dirección donde escribiste.',
  open: 'Abrir la página',
  why: (who) => `Recibes este correo porque pediste a ${who} que te avisara así.`,
  stop: 'No recibir más correos',
};

const ar: UnreadWords = {
  dir: 'rtl',
  subject: (who) => `ردّ عليك ${who}`,
  answered: (who) => `ردّ عليك ${who}:`,
  waits: (who) => `ردّ عليك ${who}. الردّ في انتظارك حيث كتبت.`,
  youWrote: 'كتبتَ:',
  files: (names) => `مرفق: ${names}`,
  howToAnswer: 'يمكنك الردّ على هذه الرسالة مباشرةً، أو في الصفحة التي كتبت فيها.',
  howToRead: 'لتصلك الردود بالبريد، أكّد هذا العنوان في الصفحة التي كتبت فيها.',
  open: 'افتح الصفحة',
  why: (who) => `وصلتك هذه الرسالة لأنك طلبت من ${who} إعلامك بالبريد.`,
  stop: 'لا أريد رسائل أخرى',
};

const LANGUAGES = { en, zh, es, ar };

/** In the language of a tag such as `ar-EG`; in English where there are none for it. */
export function unreadWords(tag: string | null): { lang: string; words: UnreadWords } {
  const lang = (tag ?? '').toLowerCase().split(/[-_]/)[0] ?? '';
  return Object.hasOwn(LANGUAGES, lang)
    ? { lang, words: LANGUAGES[lang as keyof typeof LANGUAGES] }
    : { lang: 'en', words: en };
}

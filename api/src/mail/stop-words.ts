/** What the page of a mail's unsubscribe link says. `who`: the workspace; `to`: the address. */
export type StopWords = {
  dir: string;
  title: string;
  question: (who: string, to: string) => string;
  button: string;
  done: (who: string, to: string) => string;
  again: string;
  unknown: string;
};

const en: StopWords = {
  dir: 'ltr',
  title: 'Mail about answers',
  question: (who, to) =>
    `Do you want no more mail to ${to} when ${who} answers you? What is answered still waits for you where you wrote.`,
  button: 'No more mail',
  done: (who, to) => `Done. ${who} mails no more answers to ${to}.`,
  again: 'If you change your mind, ask for mail again where you wrote.',
  unknown: 'This link is not whole. Copy all of it from the mail.',
};

const WORDS: Readonly<Record<string, StopWords>> = {
  en,
  zh: {
    dir: 'ltr',
    title: '回复通知邮件',
    question: (who, to) => `${who} 回复您时，不再希望向 ${to} 发送邮件吗？您仍可在留言的页面查看回复。`,
    button: '不再接收',
    done: (who, to) => `好的，${who} 不会再将回复发送至 ${to}。`,
    again: '如果改变主意，可在留言的页面重新选择通过邮件接收回复。',
    unknown: '链接不完整，请从邮件中复制完整的链接。',
  },
  es: {
    dir: 'ltr',
    title: 'Correos sobre respuestas',
    question: (who, to) =>
      `¿No quieres más correos en ${to} cuando te responda ${who}? Las respuestas te seguirán esperando donde escribiste.`,
    button: 'No más correos',
    done: (who, to) => `Hecho. ${who} ya no enviará respuestas a ${to}.`,
    again: 'Si cambias de opinión, vuelve a pedir los correos donde escribiste.',
    unknown: 'El enlace no está completo. Cópialo entero del correo.',
  },
  ar: {
    dir: 'rtl',
    title: 'رسائل الردود',
    question: (who, to) => `ألا تريد رسائل أخرى على ${to} عندما يردّ عليك ${who}؟ ستبقى الردود في انتظارك حيث كتبت.`,
    button: 'لا مزيد من الرسائل',
    done: (who, to) => `تمّ. لن تصل ردود ${who} إلى ${to} بعد الآن.`,
    again: 'إن غيّرت رأيك، فاطلب الردود بالبريد من جديد حيث كتبت.',
    unknown: 'الرابط غير كامل. انسخه كاملًا من الرسالة.',
  },
};

/** In the language that a browser asks for first of those that there are. */
export function stopWords(accepted = ''): StopWords & { lang: string } {
  const wanted = accepted.split(',').map((tag) => tag.trim().slice(0, 2).toLowerCase());
  const lang = wanted.find((tag) => Object.hasOwn(WORDS, tag)) ?? 'en';
  return { lang, ...(WORDS[lang] ?? en) };
}

// As in the messenger's locales: nothing may change when it takes over.
const WORDS =
  'en|Messages|Write a message|Send|zh|消息|输入消息|发送|es|Mensajes|Escribe un mensaje|Enviar|ar|الرسائل|اكتب رسالة|إرسال'.split(
    '|',
  );

export type LoaderWords = readonly string[];

/** The language that the messenger will choose, and its words for the launcher, the field and the button. */
export function wordsFor(language: string): LoaderWords {
  for (const wish of [language, ...navigator.languages, 'en']) {
    const at = WORDS.indexOf(wish.slice(0, 2).toLowerCase());
    if (at >= 0) return WORDS.slice(at, at + 4);
  }
  return WORDS;
}

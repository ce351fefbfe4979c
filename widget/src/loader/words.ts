import { language } from './settings.ts';

// As in the messenger's locales: nothing may change when it takes over.
const WORDS =
  'en|Messages|Write a message|Send|zh|消息|输入消息|发送|es|Mensajes|Escribe un mensaje|Enviar|ar|الرسائل|اكتب رسالة|إرسال'.split(
    '|',
  );

/** The language that the messenger will choose, and its words for the launcher, the field and the button. */
export let words: readonly string[];

export function chooseWords(): void {
  for (const wish of [language, ...navigator.languages, 'en'].reverse()) {
    const at = WORDS.indexOf(wish.slice(0, 2).toLowerCase());
    if (at >= 0) words = WORDS.slice(at);
  }
}

/** What is said around articles: with them, which most who come never see. */
type HelpWords = {
  back: string;
  none: string;
  failed: string;
  again: string;
  opening: string;
  person: string;
  found: string;
};

const en: HelpWords = {
  back: 'Back',
  none: 'Nothing was found. Try other words, or ask us.',
  failed: 'This did not work. Try again.',
  again: 'Try again',
  opening: 'Opening…',
  person: 'Ask a person',
  found: 'May this answer it?',
};

const ALL: Readonly<Record<string, HelpWords>> = {
  en,
  zh: {
    back: '返回',
    none: '没有找到相关内容。请换个说法，或直接问我们。',
    failed: '未能完成，请重试。',
    again: '重试',
    opening: '正在打开…',
    person: '咨询人工',
    found: '这能解答您的问题吗？',
  },
  es: {
    back: 'Atrás',
    none: 'No se ha encontrado nada. Prueba con otras palabras o pregúntanos.',
    failed: 'No ha funcionado. Inténtalo de nuevo.',
    again: 'Intentar de nuevo',
    opening: 'Abriendo…',
    person: 'Preguntar a una persona',
    found: '¿Lo responde esto?',
  },
  ar: {
    back: 'رجوع',
    none: 'لم يُعثر على شيء. جرّب كلمات أخرى أو اسألنا.',
    failed: 'لم ينجح ذلك. حاول مجددًا.',
    again: 'حاول مجددًا',
    opening: 'جارٍ الفتح…',
    person: 'اسأل شخصًا',
    found: 'هل يجيب هذا عن سؤالك؟',
  },
};

export const helpWords = (language: string): HelpWords => ALL[language] ?? en;

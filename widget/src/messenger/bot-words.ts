/** What is said around the bot's words: with them, which most who come never see. */
type BotWords = {
  from: string;
  /** The same, under the article's own title. */
  fromHere: string;
  opening: string;
  whole: string;
  notOpened: string;
  ask: string;
  yes: string;
  no: string;
  thanks: string;
  person: string;
};

const en: BotWords = {
  from: 'From “{title}”',
  fromHere: 'Show it in the article',
  opening: 'Opening…',
  whole: 'Read the whole article',
  notOpened: 'This did not open. Try again.',
  ask: 'Did this help?',
  yes: 'Yes',
  no: 'No',
  thanks: 'Good to hear.',
  person: 'Talk to a person',
};

const ALL: Readonly<Record<string, BotWords>> = {
  en,
  zh: {
    from: '摘自《{title}》',
    fromHere: '在文章中查看',
    opening: '正在打开…',
    whole: '阅读全文',
    notOpened: '未能打开，请重试。',
    ask: '这有帮助吗？',
    yes: '有',
    no: '没有',
    thanks: '很高兴能帮到您。',
    person: '联系人工',
  },
  es: {
    from: 'De «{title}»',
    fromHere: 'Verlo en el artículo',
    opening: 'Abriendo…',
    whole: 'Leer el artículo entero',
    notOpened: 'No se pudo abrir. Inténtalo de nuevo.',
    ask: '¿Te ha servido?',
    yes: 'Sí',
    no: 'No',
    thanks: 'Nos alegra.',
    person: 'Hablar con una persona',
  },
  ar: {
    from: 'من «{title}»',
    fromHere: 'عرضه في المقال',
    opening: 'جارٍ الفتح…',
    whole: 'قراءة المقال كاملًا',
    notOpened: 'لم يُفتح. حاول مرة أخرى.',
    ask: 'هل أفادك هذا؟',
    yes: 'نعم',
    no: 'لا',
    thanks: 'يسعدنا ذلك.',
    person: 'التحدث إلى شخص',
  },
};

/** The words of the language in which the messenger speaks. */
export const botWords = (language: string): BotWords => ALL[language] ?? en;

/** What is said while asking how it went: with the question, which most who come never see. From the worst to the best. */
type RatingWords = { ask: string; scores: readonly string[]; word: string; thanks: string };

const en: RatingWords = {
  ask: 'How did we do?',
  scores: ['Very bad', 'Bad', 'So-so', 'Good', 'Very good'],
  word: 'Anything to add?',
  thanks: 'Thank you for telling us.',
};

const ALL: Readonly<Record<string, RatingWords>> = {
  en,
  zh: {
    ask: '您对这次服务满意吗？',
    scores: ['很差', '较差', '一般', '满意', '非常满意'],
    word: '还想补充什么吗？',
    thanks: '感谢您的反馈。',
  },
  es: {
    ask: '¿Cómo lo hemos hecho?',
    scores: ['Muy mal', 'Mal', 'Regular', 'Bien', 'Muy bien'],
    word: '¿Quieres añadir algo?',
    thanks: 'Gracias por tu opinión.',
  },
  ar: {
    ask: 'كيف كانت خدمتنا؟',
    scores: ['سيئة جدًا', 'سيئة', 'متوسطة', 'جيدة', 'جيدة جدًا'],
    word: 'هل تود إضافة شيء؟',
    thanks: 'شكرًا لك على رأيك.',
  },
};

/** The words of the language in which the messenger speaks. */
export const ratingWords = (language: string): RatingWords => ALL[language] ?? en;

/** How the groups of emoji are called: with the picker. */
type EmojiWords = { faces: string; hands: string; signs: string; things: string };

const en: EmojiWords = {
  faces: 'Faces',
  hands: 'Hands',
  signs: 'Signs',
  things: 'Things',
};

const ALL: Readonly<Record<string, EmojiWords>> = {
  en,
  zh: {
    faces: '表情',
    hands: '手势',
    signs: '符号',
    things: '物品',
  },
  es: {
    faces: 'Caras',
    hands: 'Manos',
    signs: 'Signos',
    things: 'Cosas',
  },
  ar: {
    faces: 'وجوه',
    hands: 'أيدٍ',
    signs: 'علامات',
    things: 'أشياء',
  },
};

/** The words of the language in which the messenger speaks. */
export const emojiWords = (language: string): EmojiWords => ALL[language] ?? en;

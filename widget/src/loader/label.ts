const LABELS: { [language: string]: string } = { zh: '消息', es: 'Mensajes', ar: 'الرسائل' };

/** The launcher's one word, in English when the language is unknown. */
export const labelFor = (language: string): string => LABELS[language.slice(0, 2).toLowerCase()] ?? 'Messages';

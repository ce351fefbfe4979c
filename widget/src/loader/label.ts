const LABELS: { [language: string]: string } = { zh: '消息', es: 'Mensajes', ar: 'الرسائل' };

/** The launcher's one word, in English when the language is unknown. */
export const labelFor = (language: string): string => {
  const base = language.slice(0, 2).toLowerCase();
  return Object.hasOwn(LABELS, base) ? (LABELS[base] as string) : 'Messages';
};

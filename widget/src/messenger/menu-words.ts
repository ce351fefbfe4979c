/** What is said of what can be done with a message, beside editing it: with the menu. */
type MenuWords = { copy: string; quote: string; delete: string; deleteNow: string; keep: string };

const en: MenuWords = {
  copy: 'Copy',
  quote: 'Quote',
  delete: 'Delete',
  deleteNow: 'Delete this message',
  keep: 'Keep it',
};

const ALL: Readonly<Record<string, MenuWords>> = {
  en,
  zh: {
    copy: '复制',
    quote: '引用',
    delete: '删除',
    deleteNow: '删除此消息',
    keep: '保留',
  },
  es: {
    copy: 'Copiar',
    quote: 'Citar',
    delete: 'Eliminar',
    deleteNow: 'Eliminar este mensaje',
    keep: 'Conservarlo',
  },
  ar: {
    copy: 'نسخ',
    quote: 'اقتباس',
    delete: 'حذف',
    deleteNow: 'حذف هذه الرسالة',
    keep: 'الإبقاء عليها',
  },
};

/** The words of the language in which the messenger speaks. */
export const menuWords = (language: string): MenuWords => ALL[language] ?? en;

import type { FlowLanguage } from '@everthread/shared/models/flow-condition';

type ProactiveWords = { message: string; answer: string; close: string };

const ALL: Readonly<Record<FlowLanguage, ProactiveWords>> = {
  en: { message: 'Message', answer: 'Answer', close: 'Close' },
  zh: { message: '消息', answer: '回复', close: '关闭' },
  es: { message: 'Mensaje', answer: 'Responder', close: 'Cerrar' },
  ar: { message: 'رسالة', answer: 'الرد', close: 'إغلاق' },
};

/** What stands around a message beside the launcher. */
export const proactiveWords = (language: FlowLanguage): ProactiveWords => ALL[language];

import type { FlowAsked } from '@everthread/shared/models/flow';

/** What is said around a flow's question. `wants`: what the field is for. */
type FlowSentences = { choose: string; wants: Record<NonNullable<FlowAsked['wants']>, string> };

const en: FlowSentences = {
  choose: 'Choose an answer',
  wants: { text: 'Your answer', mail: 'Your mail address', 'order-number': 'Your order number' },
};

const ALL: Readonly<Record<string, FlowSentences>> = {
  en,
  zh: { choose: '选择一个回答', wants: { text: '您的回答', mail: '您的邮箱', 'order-number': '您的订单号' } },
  es: {
    choose: 'Elige una respuesta',
    wants: { text: 'Tu respuesta', mail: 'Tu correo electrónico', 'order-number': 'Tu número de pedido' },
  },
  ar: {
    choose: 'اختر إجابة',
    wants: { text: 'إجابتك', mail: 'عنوان بريدك', 'order-number': 'رقم طلبك' },
  },
};

/** The words of the language in which the messenger speaks. */
export const flowWords = (language: string): FlowSentences => ALL[language] ?? en;

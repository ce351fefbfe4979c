import type { Wanted } from '../models/flow.ts';
import type { FlowLanguage } from '../models/flow-condition.ts';

type Sentences = { again: Record<Wanted | 'choice', string> };

/** What every flow says by itself, where an answer was not understood. */
export const FLOW_SENTENCES: Readonly<Record<FlowLanguage, Sentences>> = {
  en: {
    again: {
      text: 'Please write it in a few words.',
      mail: 'That does not look like a mail address. It should be like name@example.com.',
      'order-number': 'I found no order number in that. It has digits in it, such as 10423 or TS-10423.',
      choice: 'Please choose one of these, or write to a person.',
    },
  },
  zh: {
    again: {
      text: '请用几句话写下来。',
      mail: '这看起来不是邮箱地址。格式应为 name@example.com。',
      'order-number': '我没有找到订单号。订单号含有数字，例如 10423 或 TS-10423。',
      choice: '请选择其中一项，或联系人工客服。',
    },
  },
  es: {
    again: {
      text: 'Escríbelo en pocas palabras, por favor.',
      mail: 'No parece una dirección de correo. Debe ser como nombre@example.com.',
      'order-number': 'No encuentro un número de pedido. Lleva cifras, como 10423 o TS-10423.',
      choice: 'Elige una de estas opciones, o habla con una persona.',
    },
  },
  ar: {
    again: {
      text: 'يرجى كتابة ذلك ببضع كلمات.',
      mail: 'لا يبدو هذا عنوان بريد. يجب أن يكون مثل name@example.com.',
      'order-number': 'لم أجد رقم طلب في ذلك. يحتوي الرقم على أرقام مثل 10423 أو TS-10423.',
      choice: 'يرجى اختيار أحد هذه الخيارات، أو التحدث إلى شخص.',
    },
  },
};

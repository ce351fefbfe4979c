import type { FlowPlan } from '../models/flow.ts';

/** A bank: a card is lost. No number of a card is ever asked for. */
export const bankTemplate: FlowPlan = {
  name: 'My card is lost',
  trigger: 'any-message',
  conditions: [
    {
      kind: 'words',
      anyOf: [
        'lost',
        'stolen',
        'block',
        'card',
        'perdido',
        'robado',
        'tarjeta',
        '挂失',
        '丢失',
        '被盗',
        '银行卡',
        'بطاقة',
        'بطاقتي',
        'سرقت',
        'فقدت',
      ],
    },
  ],
  steps: [
    {
      kind: 'say',
      id: 'safety',
      words: {
        en: 'I am sorry to hear that. Please never write a card number or a PIN here.',
        zh: '很抱歉听到这个消息。请不要在这里填写卡号或密码。',
        es: 'Lamento oírlo. No escribas aquí nunca el número de la tarjeta ni el PIN.',
        ar: 'يؤسفني ذلك. لا تكتب هنا أبدًا رقم البطاقة أو الرقم السري.',
      },
    },
    {
      kind: 'choose',
      id: 'what',
      name: 'what',
      words: { en: 'What has happened?', zh: '发生了什么？', es: '¿Qué ha pasado?', ar: 'ماذا حدث؟' },
      choices: [
        {
          id: 'lost',
          words: { en: 'My card is lost', zh: '卡丢失了', es: 'He perdido la tarjeta', ar: 'فقدت بطاقتي' },
          steps: [],
        },
        {
          id: 'stolen',
          words: { en: 'My card was stolen', zh: '卡被盗了', es: 'Me han robado la tarjeta', ar: 'سُرقت بطاقتي' },
          steps: [],
        },
        {
          id: 'charge',
          words: {
            en: 'There is a payment I did not make',
            zh: '有一笔不是我的付款',
            es: 'Hay un pago que no hice',
            ar: 'هناك دفعة لم أقم بها',
          },
          steps: [],
        },
      ],
    },
    {
      kind: 'ask',
      id: 'when',
      name: 'noticed',
      wants: 'text',
      words: {
        en: 'When did you notice it?',
        zh: '您是什么时候发现的？',
        es: '¿Cuándo te diste cuenta?',
        ar: 'متى لاحظت ذلك؟',
      },
    },
    {
      kind: 'person',
      id: 'to-person',
      words: {
        en: 'Thank you. I have called a person from our team, who will block the card with you here.',
        zh: '谢谢。我已为您联系我们团队的同事，他们会在这里协助您挂失。',
        es: 'Gracias. He avisado a una persona de nuestro equipo, que bloqueará la tarjeta aquí contigo.',
        ar: 'شكرًا. أبلغتُ أحد أعضاء فريقنا، وسيوقف البطاقة معك هنا.',
      },
    },
  ],
};

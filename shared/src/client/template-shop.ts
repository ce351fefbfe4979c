import type { FlowPlan } from '../models/flow.ts';

/** A shop: where is my order. Its `url` is to be made the shop's own. */
export const shopTemplate: FlowPlan = {
  name: 'Where is my order',
  trigger: 'any-message',
  conditions: [
    {
      kind: 'words',
      anyOf: [
        'order',
        'orders',
        'parcel',
        'package',
        'delivery',
        'tracking',
        'pedido',
        'envío',
        'paquete',
        '订单',
        '快递',
        '物流',
        'طلبي',
        'الطلب',
        'شحنة',
      ],
    },
  ],
  steps: [
    {
      kind: 'choose',
      id: 'about',
      words: {
        en: 'Hello! Is this about an order?',
        zh: '您好！是关于订单的问题吗？',
        es: '¡Hola! ¿Se trata de un pedido?',
        ar: 'مرحبًا! هل الأمر يخص طلبًا؟',
      },
      choices: [
        {
          id: 'where',
          words: { en: 'Where is my order?', zh: '我的订单在哪里？', es: '¿Dónde está mi pedido?', ar: 'أين طلبي؟' },
          steps: [
            {
              kind: 'ask',
              id: 'number',
              name: 'order',
              wants: 'order-number',
              words: {
                en: 'What is your order number? It is in the mail that confirmed it.',
                zh: '您的订单号是多少？可以在确认邮件中找到。',
                es: '¿Cuál es tu número de pedido? Está en el correo de confirmación.',
                ar: 'ما رقم طلبك؟ تجده في رسالة التأكيد.',
              },
            },
            {
              kind: 'ask',
              id: 'mail',
              name: 'mail',
              wants: 'mail',
              words: {
                en: 'And the mail address with which you ordered?',
                zh: '您下单时使用的邮箱是什么？',
                es: '¿Y el correo con el que hiciste el pedido?',
                ar: 'وما عنوان البريد الذي طلبت به؟',
              },
            },
            {
              kind: 'look-up',
              id: 'status',
              url: 'https://shop.example.com/order-status',
              sends: ['order', 'mail'],
              uses: ['status', 'arrives'],
            },
            {
              kind: 'say',
              id: 'tell',
              words: {
                en: 'Order {order}: {status}. It should arrive: {arrives}.',
                zh: '订单 {order}：{status}。预计送达：{arrives}。',
                es: 'Pedido {order}: {status}. Debería llegar: {arrives}.',
                ar: 'الطلب {order}: {status}. موعد الوصول المتوقع: {arrives}.',
              },
            },
            {
              kind: 'choose',
              id: 'enough',
              words: { en: 'Does that help?', zh: '这样可以吗？', es: '¿Te sirve?', ar: 'هل يفيدك هذا؟' },
              choices: [
                {
                  id: 'yes',
                  words: { en: 'Yes, thank you', zh: '可以，谢谢', es: 'Sí, gracias', ar: 'نعم، شكرًا' },
                  steps: [
                    {
                      kind: 'say',
                      id: 'welcome',
                      words: { en: 'Gladly!', zh: '不客气！', es: '¡Con gusto!', ar: 'بكل سرور!' },
                    },
                  ],
                },
                {
                  id: 'no',
                  words: {
                    en: 'No, something is wrong',
                    zh: '不，有问题',
                    es: 'No, algo va mal',
                    ar: 'لا، هناك مشكلة',
                  },
                  steps: [{ kind: 'person', id: 'to-person' }],
                },
              ],
            },
          ],
        },
        {
          id: 'else',
          words: { en: 'Something else', zh: '其他问题', es: 'Otra cosa', ar: 'شيء آخر' },
          steps: [
            {
              kind: 'ask',
              id: 'question',
              name: 'question',
              wants: 'text',
              words: { en: 'What is it about?', zh: '请问是什么问题？', es: '¿De qué se trata?', ar: 'ما الموضوع؟' },
            },
            { kind: 'search', id: 'articles' },
          ],
        },
      ],
    },
  ],
};

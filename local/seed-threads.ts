/** Who wrote, how many minutes ago, and what. `note` is for the team only. */
type Line = { by: 'visitor' | 'agent' | 'note'; minutesAgo: number; text: string };
type SeedTopic = { status: 'open' | 'waiting' | 'done'; lines: readonly Line[] };
export type SeedThread = {
  language: string;
  timeZone: string;
  page: { path: string; title: string };
  referrer: string | null;
  topics: readonly SeedTopic[];
};

const HOUR = 60;
const DAY = 24 * HOUR;

const visitor = (minutesAgo: number, text: string): Line => ({ by: 'visitor', minutesAgo, text });
const agent = (minutesAgo: number, text: string): Line => ({ by: 'agent', minutesAgo, text });
const note = (minutesAgo: number, text: string): Line => ({ by: 'note', minutesAgo, text });

/** What a small tea and pottery shop may have in its inbox on an ordinary day. */
export const seedThreads: readonly SeedThread[] = [
  {
    language: 'en-GB',
    timeZone: 'Europe/London',
    page: { path: '/teapot.html', title: 'Celadon teapot' },
    referrer: 'https://www.google.com/',
    topics: [
      {
        status: 'done',
        lines: [
          visitor(9 * DAY, 'Hello! Do you ship to Northern Ireland?'),
          agent(9 * DAY - 14, 'Hello, we do. It takes three to five working days and costs £4.90.'),
          visitor(9 * DAY - 19, 'Perfect, thank you.'),
        ],
      },
      {
        status: 'open',
        lines: [
          visitor(
            41,
            'Hi again. The teapot came this morning and it is lovely, but the lid has a chip on the inside of the rim.',
          ),
          visitor(40, 'It was well packed, so I think it was like that before. Order 20418.'),
          note(
            26,
            'Third chipped lid from the June firing. Ask the workshop whether there are spare lids before offering a refund.',
          ),
        ],
      },
    ],
  },
  {
    language: 'es-ES',
    timeZone: 'Europe/Madrid',
    page: { path: '/index.html', title: 'Leaf & Clay' },
    referrer: 'https://www.instagram.com/',
    topics: [
      {
        status: 'waiting',
        lines: [
          visitor(3 * HOUR + 12, 'Buenos días. ¿El té blanco tiene cafeína? Es para mi madre, que duerme mal.'),
          agent(
            3 * HOUR + 3,
            'Buenos días. Sí, un poco: unos 20 mg por taza. Para la noche le recomendamos el rooibos, que no tiene.',
          ),
          visitor(2 * HOUR + 50, '¡Qué bien! ¿Y se puede envolver para regalo?'),
          agent(
            2 * HOUR + 44,
            'Claro que sí, sin coste. ¿Quiere que añadamos una tarjeta? Díganos el texto y la escribimos a mano.',
          ),
        ],
      },
    ],
  },
  {
    language: 'ar-EG',
    timeZone: 'Africa/Cairo',
    page: { path: '/delivery.html', title: 'Delivery' },
    referrer: null,
    topics: [
      {
        status: 'open',
        lines: [
          visitor(18, 'السلام عليكم، طلبت إبريق شاي قبل أسبوعين ولم يصل بعد. رقم الطلب 20377.'),
          visitor(17, 'هل يمكنكم إخباري أين هو الآن؟ 🙏'),
        ],
      },
    ],
  },
  {
    language: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    page: { path: '/teapot.html', title: 'Celadon teapot' },
    referrer: 'https://www.xiaohongshu.com/',
    topics: [
      {
        status: 'done',
        lines: [
          visitor(2 * DAY + 5 * HOUR, '你好，请问青瓷茶壶可以放进洗碗机吗？'),
          agent(2 * DAY + 4 * HOUR + 38, '您好！不建议。釉面会慢慢失去光泽，用温水冲洗就可以，不需要洗洁精。'),
          visitor(2 * DAY + 4 * HOUR + 30, '明白了，谢谢！👍'),
          agent(2 * DAY + 4 * HOUR + 29, '不客气，祝您喝茶愉快。'),
        ],
      },
    ],
  },
  {
    language: 'en-US',
    timeZone: 'America/Chicago',
    page: { path: '/index.html', title: 'Leaf & Clay' },
    referrer: null,
    topics: [
      {
        status: 'waiting',
        lines: [
          visitor(
            DAY + 2 * HOUR,
            'Can I change the address on an order I placed an hour ago? I put in my old apartment.',
          ),
          agent(DAY + HOUR + 50, 'Yes, it has not left yet. Which address should it go to?'),
          note(DAY + HOUR + 49, 'Order 20431 is on hold in the packing room until she answers.'),
        ],
      },
    ],
  },
];

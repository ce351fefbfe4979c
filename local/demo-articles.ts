/** What the demo shop tells its customers, a language at a time; `wordings`: how people also ask it. */
export type DemoText = { title: string; body: string; wordings: readonly string[] };
export type DemoArticle = { collection: string; texts: Readonly<Record<string, DemoText>> };

export const demoCollections: readonly { slug: string; names: Readonly<Record<string, Words>> }[] = [
  {
    slug: 'orders',
    names: {
      en: { name: 'Orders and delivery', description: 'From the shelf to your door, and back.' },
      es: { name: 'Pedidos y envíos', description: 'Del estante a tu puerta, y de vuelta.' },
      zh: { name: '订单与配送', description: '从货架到您家，以及退货。' },
      ar: { name: 'الطلبات والتوصيل', description: 'من الرفّ إلى بابك، والعكس.' },
    },
  },
  {
    slug: 'care',
    names: { en: { name: 'Teapots and cups', description: 'How to use them, and how they stay beautiful.' } },
  },
  {
    slug: 'tea',
    names: {
      en: { name: 'Tea', description: 'What is in it, and how to make it.' },
      es: { name: 'Té', description: 'Qué lleva y cómo prepararlo.' },
    },
  },
];
type Words = { name: string; description: string };

export const demoArticles: readonly DemoArticle[] = [
  {
    collection: 'orders',
    texts: {
      en: {
        title: 'How long does delivery take, and what does it cost?',
        body: `Delivery takes 1–2 working days to Great Britain and costs £3.90; to Northern Ireland it takes 3–5 working days and costs £4.90. Every parcel leaves us on the working day after you order. From £60 on, delivery within the United Kingdom costs nothing.

## Elsewhere

We do not ship to other countries from the shop as yet. Write to us where it should go, and we ask the carrier what that would cost.`,
        wordings: [
          'When will my parcel arrive?',
          'Do you ship to Northern Ireland?',
          'How much is shipping?',
          'How long is shipping?',
          'How fast will it be here?',
          'Where do you deliver to?',
        ],
      },
      es: {
        title: '¿Cuánto tarda el envío y cuánto cuesta?',
        body: `Cada paquete sale el día laborable siguiente a tu pedido. A Gran Bretaña el envío tarda de uno a dos días laborables y cuesta £3.90; a Irlanda del Norte, de tres a cinco y £4.90. A partir de £60 es gratuito.`,
        wordings: ['¿Cuándo llega mi paquete?', '¿Dónde está mi pedido?'],
      },
      zh: {
        title: '配送需要多久，费用是多少？',
        body: '包裹在下单后的第一个工作日发出。大不列颠需要一到两个工作日，运费 £3.90；北爱尔兰需要三到五个工作日，运费 £4.90。满 £60 免运费。',
        wordings: ['我的包裹什么时候到？', '我的订单在哪里？', '运费多少钱？'],
      },
      ar: {
        title: 'كم يستغرق التوصيل وكم يكلّف؟',
        body: 'يغادر كل طرد في يوم العمل التالي لطلبك. يستغرق إلى بريطانيا العظمى يومًا إلى يومي عمل ويكلّف 3.90 جنيهًا، وإلى أيرلندا الشمالية ثلاثة إلى خمسة أيام عمل ويكلّف 4.90 جنيهًا. وهو مجاني للطلبات التي تبلغ 60 جنيهًا أو أكثر.',
        wordings: ['متى يصل طردي؟', 'أين طلبي؟'],
      },
    },
  },
  {
    collection: 'orders',
    texts: {
      en: {
        title: 'Where is my order?',
        body: 'The carrier mails you a link to follow your parcel, on the evening on which we hand it over. If nothing has come after **two working days**, write to us with the number of your order.',
        wordings: [
          'How do I follow my parcel?',
          'I have not got my order',
          'My parcel has not come',
          'Track my order',
          'What is my tracking number?',
          'My parcel is late',
        ],
      },
    },
  },
  {
    collection: 'orders',
    texts: {
      en: {
        title: 'How do I return something?',
        body: 'You may return anything **unopened** within 60 days of its arrival. Write to us with the number of your order: we send you the label, you pack the piece in its own box and leave the parcel at any counter of the carrier.',
        wordings: [
          'How do I send an item back?',
          'What is your return policy?',
          'I want a refund',
          'Can I send the teapot back?',
          'Can I return the cups?',
        ],
      },
      es: {
        title: '¿Cómo devuelvo algo?',
        body: 'Puedes devolver todo lo que no hayas abierto en los 60 días siguientes a su llegada. Escríbenos con el número de tu pedido y te enviamos la etiqueta.',
        wordings: ['Quiero devolver un artículo', '¿Cuál es la política de devoluciones?'],
      },
      zh: {
        title: '怎么退货？',
        body: '未拆封的商品可在收到后 60 天内退货。请把订单号告诉我们，我们会给您寄件标签。',
        wordings: ['我想退货', '退货政策是什么？'],
      },
      ar: {
        title: 'كيف أعيد شيئًا؟',
        body: 'يمكنك إعادة كل ما لم يُفتح خلال 60 يومًا من وصوله. اكتب إلينا رقم طلبك فنرسل إليك ملصق الشحن.',
        wordings: ['أريد إرجاع منتج', 'ما سياسة الإرجاع؟'],
      },
    },
  },
  {
    collection: 'orders',
    texts: {
      en: {
        title: 'Can I exchange something?',
        body: 'To exchange a piece, order the one that you would rather have, and return the first one unopened.',
        wordings: ['I ordered the wrong thing', 'I was sent the wrong thing', 'Can I swap it for another?'],
      },
    },
  },
  {
    collection: 'orders',
    texts: {
      en: {
        title: 'How long does a refund take?',
        body: 'A refund takes up to five working days after the parcel has reached us, and goes to the card that you paid with. What you paid for delivery comes back too, if you return the whole order.',
        wordings: [
          'When do I get my money back?',
          'Where is my refund?',
          'When will I be refunded?',
          'Can I have my money back?',
        ],
      },
      es: {
        title: '¿Cuánto tarda un reembolso?',
        body: 'El reembolso tarda hasta cinco días laborables desde que el paquete nos llega, y va a la tarjeta con la que pagaste.',
        wordings: ['¿Cuándo me devuelven el dinero?', '¿Dónde está mi reembolso?'],
      },
      zh: {
        title: '退款需要多久？',
        body: '我们收到退回的包裹后，五个工作日内退款到您付款时使用的卡。',
        wordings: ['什么时候能收到退款？', '我的退款在哪里？'],
      },
      ar: {
        title: 'كم يستغرق استرداد المال؟',
        body: 'يستغرق استرداد المال حتى خمسة أيام عمل بعد أن يصلنا الطرد، ويعود إلى البطاقة التي دفعت بها.',
        wordings: ['متى أستعيد نقودي؟', 'أين المبلغ المسترد؟'],
      },
    },
  },
  {
    collection: 'orders',
    texts: {
      en: {
        title: 'Something arrived broken',
        body: 'Tell us what happened, best with the number of your order and a picture. We send the part, a lid for instance, or the whole thing again, whichever is quicker. You need not send the broken piece back.',
        wordings: [
          'My teapot has a chip',
          'The lid is cracked',
          'The spout is chipped',
          'A cup came in pieces',
          'My order was damaged on the way',
        ],
      },
    },
  },
  {
    collection: 'orders',
    texts: {
      en: {
        title: 'Changing or cancelling an order',
        body: 'Until three in the afternoon of the day on which you ordered we can change the address, the things or the card, or cancel it all. Write to us with the number of your order. Later than that it is packed: take it in and send it back.',
        wordings: [
          'I want to cancel my order',
          'I gave the wrong address',
          'I typed the wrong street',
          'Can I add something to my order?',
        ],
      },
    },
  },
  {
    collection: 'orders',
    texts: {
      en: {
        title: 'Ways to pay, and invoices',
        body: 'We take all the usual cards, Apple Pay, Google Pay and gift vouchers. An invoice lies in the mail that confirms your order; if it should name a company, write to us with its name and its VAT number.',
        wordings: [
          'Do you accept credit cards?',
          'Do you take PayPal?',
          'I need a receipt',
          'I need an invoice for my company',
          'Can I use a voucher?',
        ],
      },
    },
  },
  {
    collection: 'orders',
    texts: {
      en: {
        title: 'Gifts',
        body: 'Say in the field “Anything else?” that it is a gift, and we wrap it in paper with a card in your words. That costs nothing. No price is on anything in the parcel.',
        wordings: [
          'Can you wrap it as a present?',
          'Do you wrap gifts?',
          'Can I add a card with a message?',
          'Will the price be in the box?',
        ],
      },
    },
  },
  {
    collection: 'orders',
    texts: {
      en: {
        title: 'Is it in stock?',
        body: 'What can be put into the basket is in stock, and leaves us on the next working day. The pots come out of the kiln four times a year: what is sold out comes back with the next firing.',
        wordings: [
          'Is the teapot in stock?',
          'When will it be available again?',
          'Are the cups sold out?',
          'When will the teapot be back?',
        ],
      },
    },
  },
  {
    collection: 'care',
    texts: {
      en: {
        title: 'Washing a teapot',
        body: `Rinse it with warm water and let it dry with the lid off.

- **Celadon and porcelain** may go into the dishwasher, without their bamboo handle.
- **Unglazed clay** takes in whatever it is washed with: no soap, ever.
- Tea stains go with a spoon of baking soda in hot water, left for an hour.`,
        wordings: [
          'Is the teapot dishwasher safe?',
          'How do I get tea stains off?',
          'How do I clean it?',
          'Can I use soap?',
        ],
      },
    },
  },
  {
    collection: 'care',
    texts: {
      en: {
        title: 'How much our pots and cups hold',
        body: 'The celadon teapot holds 600 ml, which is four cups. The two cups hold 150 ml each. All of them may stand in a microwave; none of them belongs on a stove.',
        wordings: [
          'How big is the teapot?',
          'Can I put it in the microwave?',
          'How many cups does it make?',
          'How much does the pot hold?',
        ],
      },
    },
  },
  {
    collection: 'care',
    texts: {
      en: {
        title: 'Spare lids and handles',
        body: 'There are spare lids and bamboo handles for every pot that we have sold since 2019. A lid costs £12, a handle £6. Send us a picture of your pot: lids are fitted by hand, and we choose one that sits well.',
        wordings: ['I broke the lid', 'I lost the lid', 'Do you sell replacement parts?'],
      },
    },
  },
  {
    collection: 'tea',
    texts: {
      en: {
        title: 'Does white tea have caffeine?',
        body: 'It does, about a third of what coffee has: some 25 mg in a cup. Rooibos has none at all, so it is what we give to people who sleep badly.',
        wordings: [
          'Which tea is without caffeine?',
          'Do you have decaf?',
          'Will it keep me awake?',
          'Can I drink it in the evening?',
          'Is rooibos caffeine free?',
        ],
      },
      es: {
        title: '¿El té blanco tiene cafeína?',
        body: 'Sí, alrededor de un tercio de la que tiene el café: unos 25 mg por taza. El rooibos no tiene nada de cafeína.',
        wordings: ['¿Qué té no tiene cafeína?', '¿Puedo tomarlo por la noche?'],
      },
    },
  },
  {
    collection: 'tea',
    texts: {
      en: {
        title: 'Making white tea',
        body: 'Take two spoons for a pot, and water of 75 to 80 degrees: boiled, then left for five minutes. It is ready after four minutes. The same leaves give a second and a third pot, a minute longer each time.',
        wordings: [
          'How hot should the water be?',
          'How do I brew it?',
          'How much tea for a pot?',
          'How long does white tea steep?',
        ],
      },
    },
  },
  {
    collection: 'tea',
    texts: {
      en: {
        title: 'Keeping tea fresh',
        body: 'Dark, dry and cool, in a closed tin, away from coffee and spices. White tea stays good for two years, rooibos for one and a half. It does not belong in the fridge.',
        wordings: [
          'How do I store tea?',
          'What is the shelf life of rooibos?',
          'What is the best before date?',
          'How long does tea keep?',
          'Has my tea expired?',
        ],
      },
    },
  },
];

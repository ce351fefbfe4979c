/** What somebody asked, and what he was answered; what he asked besides, and the answer to that. */
export type PastTalk = { page: { path: string; title: string }; lines: readonly [string, string, string?, string?] };

const SHOP = { path: '/index.html', title: 'Leaf & Clay' };
const TEAPOT = { path: '/teapot.html', title: 'Celadon teapot' };
const DELIVERY = { path: '/delivery.html', title: 'Delivery' };

/** What a small tea and pottery shop is asked again and again. */
export const pastTalks: readonly PastTalk[] = [
  {
    page: DELIVERY,
    lines: [
      'How long does delivery to France take at the moment?',
      'Four to six working days. Parcels leave us every day at four.',
      'And can I have it sent to a pick-up point?',
      'Yes. Choose “pick-up point” after you have entered the postcode.',
    ],
  },
  {
    page: TEAPOT,
    lines: [
      'What does the celadon teapot hold?',
      'Filled to the brim 450 ml, so three small cups.',
      'Perfect. Does it come with a strainer?',
      'It has one built in behind the spout. Whole leaves stay in the pot.',
    ],
  },
  { page: TEAPOT, lines: ['Does the teapot drip?', 'Hardly. Pour slowly at first, and it does not at all.'] },
  {
    page: SHOP,
    lines: [
      'I would like to return a set of cups, unused. How do I do that?',
      'Within thirty days you can. I have mailed you a label, just put it on the box.',
      'Thank you! When do I get the money back?',
      'Two to three days after it has arrived here.',
    ],
  },
  {
    page: SHOP,
    lines: ['Is the Longjing from this year?', 'It is: picked in the first week of April, before the rains.'],
  },
  {
    page: DELIVERY,
    lines: [
      'My parcel says “delivered”, but there is nothing here.',
      'I am sorry. The driver left it with your neighbour at number 12, says the slip.',
      'Found it, thanks.',
    ],
  },
  {
    page: SHOP,
    lines: [
      'Do you sell gift cards?',
      'We do, from twenty pounds, by mail or printed. They are at the bottom of the page under “Gifts”.',
    ],
  },
  {
    page: TEAPOT,
    lines: [
      'One of the four cups came broken.',
      'What a pity! A new one leaves today, at no cost. You need not send anything back.',
      'That was quick. Do you need a photo?',
      'No, keep the pieces for a mosaic if you like.',
    ],
  },
  {
    page: SHOP,
    lines: ['Which of your teas have no caffeine?', 'Rooibos, mountain herbs and buckwheat tea have none.'],
  },
  {
    page: SHOP,
    lines: [
      'Could I have the invoice made out to my company?',
      'Of course. Which name and address should it bear?',
      'Harbour Studio, 3 Quay Street, Bristol.',
      'Done, it is in your inbox.',
    ],
  },
];

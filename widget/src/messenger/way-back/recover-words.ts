/** What is said to who looks for what he wrote elsewhere. Most who come never see it. */
const en = {
  hint: 'We mail a link to your conversation, to the address that you confirmed when you wrote.',
  address: 'Your mail address',
  send: 'Send',
  sent: 'If this address is known here, a mail is on its way. Open its link on this device: it works once, for 15 minutes.',
  notAnAddress: 'This is not a mail address.',
  tooMany: 'That was asked for too often. Try again in an hour.',
  failed: 'That did not work. Try again.',
};
export type RecoverWords = typeof en;

export const RECOVER_WORDS: Readonly<Record<string, RecoverWords>> = {
  en,
  zh: {
    hint: '请填写您留言时确认过的邮箱地址，我们会将对话的链接发送过去。',
    address: '您的邮箱地址',
    send: '发送',
    sent: '如果此地址在我们这里有记录，邮件已在路上。请在此设备上打开其中的链接：仅可使用一次，15 分钟内有效。',
    notAnAddress: '这不是有效的邮箱地址。',
    tooMany: '请求过于频繁，请一小时后再试。',
    failed: '操作未成功，请重试。',
  },
  es: {
    hint: 'Te enviamos un enlace a tu conversación, a la dirección que confirmaste cuando escribiste.',
    address: 'Tu dirección de correo',
    send: 'Enviar',
    sent: 'Si conocemos esta dirección, te hemos enviado un correo. Abre su enlace en este dispositivo: sirve una vez, durante 15 minutos.',
    notAnAddress: 'No es una dirección de correo.',
    tooMany: 'Se ha pedido demasiadas veces. Inténtalo dentro de una hora.',
    failed: 'No ha funcionado. Inténtalo de nuevo.',
  },
  ar: {
    hint: 'نرسل إليك رابط محادثتك إلى العنوان الذي أكّدته عندما كتبت.',
    address: 'عنوان بريدك',
    send: 'إرسال',
    sent: 'إن كان هذا العنوان معروفًا هنا فالرسالة في طريقها. افتح رابطها على هذا الجهاز: يصلح مرة واحدة لمدة 15 دقيقة.',
    notAnAddress: 'هذا ليس عنوان بريد.',
    tooMany: 'تكرر الطلب كثيرًا. حاول بعد ساعة.',
    failed: 'لم ينجح ذلك. حاول مجددًا.',
  },
};

/** The words of the language in which the messenger speaks. */
export const recoverWords = (language: string): RecoverWords => RECOVER_WORDS[language] ?? en;

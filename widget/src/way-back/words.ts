/** What our own windows and notifications say: where a visitor asks to be told, and where he is. */
const en = {
  title: 'Notifications',
  ask: '{team} can tell you here as soon as somebody answers.',
  askHint: 'Your browser asks whether it may show notifications. You can turn them off at any time.',
  yes: 'Notify me',
  no: 'Not now',
  working: 'One moment…',
  done: 'Done. You hear from {team} on this device, also when the page is closed.',
  close: 'Close this window',
  denied:
    'Your browser does not allow notifications from {host}. Allow them in its settings for this site, then try again.',
  again: 'Try again',
  unable: 'This browser cannot show notifications.',
  failed: 'That did not work. Please try again.',
  noOpener: 'Open the conversation and press “Notify me” there: this window belongs to it.',
  home: 'On iPhone and iPad, notifications come from apps on the Home Screen. Open your conversation as a page of its own, and add it there.',
  openTalk: 'Open the conversation',
  homeSteps: 'For notifications: press Share, then “Add to Home Screen”, and open the conversation from there.',
  back: 'Back to the site',
  waiting: 'Confirm on your other device that this is you.',
  refused: 'This link was used, or has ended. Make another where you have the conversation open.',
  openHere: 'Open your conversation with {team} here?',
  openHint: 'From then on it is open in this browser. Do so only on a device of your own.',
  linkOver: 'This link was used, or has ended. Ask for another in the messenger.',
  newMessage: 'New message',
  newMessages: '{count} new messages',
  from: '{name} · {team}',
};

export type WayBackPageWords = typeof en;

const ALL: Readonly<Record<string, WayBackPageWords>> = {
  en,
  zh: {
    title: '通知',
    ask: '有人回复时，{team}可以在这里通知您。',
    askHint: '浏览器会询问是否允许显示通知。您可以随时关闭。',
    yes: '通知我',
    no: '暂不',
    working: '请稍候…',
    done: '已开启。即使关闭页面，您也会在此设备上收到{team}的通知。',
    close: '关闭此窗口',
    denied: '您的浏览器不允许来自 {host} 的通知。请在浏览器的网站设置中允许，然后重试。',
    again: '重试',
    unable: '此浏览器无法显示通知。',
    failed: '操作未成功，请重试。',
    noOpener: '请打开对话并在其中点按“通知我”：此窗口由对话打开。',
    home: '在 iPhone 和 iPad 上，通知由主屏幕上的应用发出。请将对话作为单独页面打开，并添加到主屏幕。',
    openTalk: '打开对话',
    homeSteps: '要接收通知：点按“分享”，再点按“添加到主屏幕”，然后从主屏幕打开对话。',
    back: '返回网站',
    waiting: '请在您的另一台设备上确认这是您本人。',
    refused: '此链接已被使用或已失效。请在打开对话的设备上重新生成。',
    openHere: '在此打开您与{team}的对话？',
    openHint: '此后对话会在此浏览器中保持打开。请仅在您自己的设备上操作。',
    linkOver: '此链接已被使用或已失效。请在对话窗口中重新获取。',
    newMessage: '新消息',
    newMessages: '{count} 条新消息',
    from: '{name} · {team}',
  },
  es: {
    title: 'Notificaciones',
    ask: '{team} puede avisarte aquí en cuanto alguien responda.',
    askHint: 'Tu navegador te preguntará si puede mostrar notificaciones. Puedes desactivarlas cuando quieras.',
    yes: 'Avísame',
    no: 'Ahora no',
    working: 'Un momento…',
    done: 'Listo. Recibirás los avisos de {team} en este dispositivo, también con la página cerrada.',
    close: 'Cerrar esta ventana',
    denied:
      'Tu navegador no permite notificaciones de {host}. Permítelas en los ajustes de este sitio y vuelve a intentarlo.',
    again: 'Reintentar',
    unable: 'Este navegador no puede mostrar notificaciones.',
    failed: 'No ha funcionado. Inténtalo de nuevo.',
    noOpener: 'Abre la conversación y pulsa «Avísame» allí: esta ventana depende de ella.',
    home: 'En iPhone y iPad, las notificaciones llegan desde apps de la pantalla de inicio. Abre tu conversación en una página propia y añádela allí.',
    openTalk: 'Abrir la conversación',
    homeSteps:
      'Para recibir avisos: pulsa Compartir, luego «Añadir a pantalla de inicio» y abre la conversación desde allí.',
    back: 'Volver al sitio',
    waiting: 'Confirma en tu otro dispositivo que eres tú.',
    refused: 'Este enlace ya se usó o ha caducado. Crea otro donde tengas abierta la conversación.',
    openHere: '¿Abrir aquí tu conversación con {team}?',
    openHint: 'Desde entonces queda abierta en este navegador. Hazlo solo en un dispositivo tuyo.',
    linkOver: 'Este enlace ya se usó o ha caducado. Pide otro en el chat.',
    newMessage: 'Mensaje nuevo',
    newMessages: '{count} mensajes nuevos',
    from: '{name} · {team}',
  },
  ar: {
    title: 'الإشعارات',
    ask: 'يستطيع فريق {team} إعلامك هنا فور وصول رد.',
    askHint: 'سيسألك المتصفح عن السماح بعرض الإشعارات. يمكنك إيقافها في أي وقت.',
    yes: 'أعلِمني',
    no: 'ليس الآن',
    working: 'لحظة من فضلك…',
    done: 'تم. ستصلك إشعارات {team} على هذا الجهاز حتى بعد إغلاق الصفحة.',
    close: 'إغلاق هذه النافذة',
    denied: 'لا يسمح متصفحك بإشعارات {host}. اسمح بها في إعدادات هذا الموقع ثم حاول مجددًا.',
    again: 'إعادة المحاولة',
    unable: 'لا يستطيع هذا المتصفح عرض الإشعارات.',
    failed: 'لم ينجح ذلك. حاول مجددًا.',
    noOpener: 'افتح المحادثة واضغط «أعلِمني» فيها: هذه النافذة تتبعها.',
    home: 'على iPhone وiPad تأتي الإشعارات من تطبيقات الشاشة الرئيسية. افتح محادثتك في صفحة مستقلة وأضفها هناك.',
    openTalk: 'فتح المحادثة',
    homeSteps: 'لتلقي الإشعارات: اضغط «مشاركة» ثم «إضافة إلى الشاشة الرئيسية» وافتح المحادثة من هناك.',
    back: 'العودة إلى الموقع',
    waiting: 'أكّد على جهازك الآخر أن هذا أنت.',
    refused: 'استُخدم هذا الرابط أو انتهت صلاحيته. أنشئ رابطًا آخر حيث المحادثة مفتوحة لديك.',
    openHere: 'هل تريد فتح محادثتك مع {team} هنا؟',
    openHint: 'ستبقى مفتوحة في هذا المتصفح. افعل ذلك على جهازك الخاص فقط.',
    linkOver: 'استُخدم هذا الرابط أو انتهت صلاحيته. اطلب رابطًا آخر من نافذة المحادثة.',
    newMessage: 'رسالة جديدة',
    newMessages: '{count} رسائل جديدة',
    from: '{name} · {team}',
  },
};

export const WAY_BACK_LANGUAGES = Object.keys(ALL);

/** The first of the wished languages that we speak, and its words. */
export function wayBackWords(wished: readonly string[]): { language: string; w: WayBackPageWords } {
  const language = wished.map((wish) => wish.slice(0, 2).toLowerCase()).find((base) => ALL[base]) ?? 'en';
  return { language, w: ALL[language] ?? en };
}

/** Words with what belongs into them. */
export const fill = (words: string, values: Readonly<Record<string, string>>): string =>
  words.replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all);

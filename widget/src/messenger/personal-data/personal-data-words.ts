/** What is said where a visitor has what there is of him, or has it deleted. */
const en = {
  title: 'Your data',
  download: 'Download everything about me',
  proveFirst: 'First we make sure that it is you: we mail a code to {address}.',
  send: 'Send the code',
  code: 'Code',
  get: 'Download',
  noAddress:
    'To download everything we must know that it is you. Give an address at which we tell you by mail, or sign in on this site.',
  erase: 'Delete everything about me',
  eraseHint:
    'Your messages, files and settings here go for good, on all your devices. If you write again, you begin anew.',
  sure: 'Yes, delete everything',
  keep: 'Keep it',
  wrong: 'That is not the code, or its time is over.',
  failed: 'That did not work. Try again.',
  unshown:
    'First we must know that it is you: sign in on this site. If you confirmed or changed your address less than a day ago, try again tomorrow.',
};
export type PersonalDataWords = typeof en;

const ALL: Readonly<Record<string, PersonalDataWords>> = {
  en,
  zh: {
    title: '您的数据',
    download: '下载关于我的全部数据',
    proveFirst: '我们先确认是您本人：我们会把验证码发送到 {address}。',
    send: '发送验证码',
    code: '验证码',
    get: '下载',
    noAddress: '下载全部数据前，我们需要确认是您本人。请留下可接收邮件的地址，或在此网站登录。',
    erase: '删除关于我的全部数据',
    eraseHint: '您在这里的消息、文件和设置将在所有设备上永久删除。如果您再次留言，将重新开始。',
    sure: '是的，全部删除',
    keep: '保留',
    wrong: '验证码不正确或已过期。',
    failed: '操作未成功，请重试。',
    unshown: '我们需要先确认是您本人：请在此网站登录。如果您在一天之内确认或更改过邮箱地址，请明天再试。',
  },
  es: {
    title: 'Sus datos',
    download: 'Descargar todo sobre mí',
    proveFirst: 'Primero comprobamos que es usted: enviamos un código a {address}.',
    send: 'Enviar el código',
    code: 'Código',
    get: 'Descargar',
    noAddress:
      'Para descargar todo debemos saber que es usted. Indique una dirección en la que le avisemos por correo o inicie sesión en este sitio.',
    erase: 'Eliminar todo sobre mí',
    eraseHint:
      'Sus mensajes, archivos y ajustes de aquí se eliminan para siempre, en todos sus dispositivos. Si vuelve a escribir, empieza de nuevo.',
    sure: 'Sí, eliminar todo',
    keep: 'Conservarlo',
    wrong: 'Ese no es el código o ya ha caducado.',
    failed: 'No ha funcionado. Inténtelo de nuevo.',
    unshown:
      'Primero debemos saber que es usted: inicie sesión en este sitio. Si confirmó o cambió su dirección hace menos de un día, inténtelo de nuevo mañana.',
  },
  ar: {
    title: 'بياناتك',
    download: 'تنزيل كل ما يخصني',
    proveFirst: 'نتأكد أولًا أنك أنت: نرسل رمزًا إلى {address}.',
    send: 'إرسال الرمز',
    code: 'الرمز',
    get: 'تنزيل',
    noAddress: 'لتنزيل كل شيء يجب أن نعرف أنك أنت. أعطنا عنوانًا نخبرك عليه بالبريد، أو سجّل الدخول في هذا الموقع.',
    erase: 'حذف كل ما يخصني',
    eraseHint: 'تُحذف رسائلك وملفاتك وإعداداتك هنا نهائيًا على كل أجهزتك. إن كتبت مجددًا فستبدأ من جديد.',
    sure: 'نعم، احذف كل شيء',
    keep: 'إبقاؤه',
    wrong: 'هذا ليس الرمز، أو انتهت صلاحيته.',
    failed: 'لم ينجح ذلك. حاول مرة أخرى.',
    unshown:
      'يجب أن نعرف أولًا أنك أنت: سجّل الدخول في هذا الموقع. إن أكدت عنوانك أو غيّرته قبل أقل من يوم، فحاول مرة أخرى غدًا.',
  },
};

export const personalDataWords = (language: string): PersonalDataWords => ALL[language.split('-')[0] ?? ''] ?? en;

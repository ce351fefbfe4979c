/** What a small shop tells its customers: enough for a question to have wrong answers as well. */
export const TEA_SHOP = [
  {
    title: 'How long does delivery take?',
    body: 'Parcels leave our warehouse on the day after you order. Within the country they arrive in two to three days, abroad in five to eight.',
    wordings: ['When will my parcel arrive?', 'How many days until I get my order?'],
  },
  {
    title: 'Returning a teapot',
    body: '# Before you send it\n\nA teapot that was never used can be sent back within thirty days. Print the label in your account.\n\n# Your money\n\nWe refund the price to the card that you paid with, usually within five working days after the parcel has reached us.',
    wordings: ['How do I get my money back?', 'I want to send something back'],
  },
  {
    title: 'Changing your password',
    body: 'Open your account, choose Security, then Change password. We send a link to your mailbox that works for an hour.',
    wordings: ['I forgot my password', 'I cannot sign in'],
  },
  {
    title: 'Ways to pay',
    body: 'We take cards, bank transfer and gift vouchers. An invoice is sent by mail with every order.',
    wordings: ['Do you accept credit cards?', 'Can I pay by invoice?'],
  },
  {
    title: 'Cleaning cast iron',
    body: 'Rinse a cast iron teapot with warm water alone and dry it well. Soap takes away the coating, and a dishwasher lets it rust.',
    wordings: ['Is the teapot dishwasher safe?'],
  },
  {
    title: 'Opening hours of the shop',
    body: 'Our shop in the harbour is open from Tuesday to Saturday, from ten in the morning until six. On Sundays and Mondays it is closed.',
    wordings: ['When are you open?', 'Are you open on Sunday?'],
  },
  {
    title: 'Storing green tea',
    body: 'Keep green tea dark, dry and cool. In a closed tin it stays fresh for about a year.',
    wordings: ['How do I keep tea fresh?'],
  },
  {
    title: 'Gift wrapping',
    body: 'Tick the box at the checkout and we wrap each piece in paper with a ribbon, for two euros.',
    wordings: ['Can you wrap it as a present?'],
  },
];

export const IN_CHINESE = [
  {
    title: '如何申请退款？',
    body: '未使用的茶壶可以在三十天内退货。收到退货后，五个工作日内退款到原支付卡。',
    wordings: ['怎么把钱退回来'],
  },
  {
    title: '配送需要多久？',
    body: '订单第二天发货，国内两到三天送达，国外五到八天。',
    wordings: ['我的包裹什么时候到'],
  },
  {
    title: '修改密码',
    body: '打开账户，选择安全，然后点击修改密码。我们会发送一封一小时内有效的邮件。',
    wordings: ['忘记密码怎么办'],
  },
  { title: '付款方式', body: '我们接受银行卡、转账和礼品券。', wordings: ['可以用信用卡吗'] },
  { title: '铸铁壶的清洁', body: '只用温水冲洗，然后擦干。不要放进洗碗机，否则会生锈。', wordings: ['可以放洗碗机吗'] },
  {
    title: '营业时间',
    body: '港口的商店周二至周六上午十点到下午六点营业，周日和周一休息。',
    wordings: ['你们几点开门'],
  },
].map((article) => ({ ...article, language: 'zh' }));

export const IN_ARABIC = [
  {
    title: 'كيف أسترد أموالي؟',
    body: 'يمكن إعادة الإبريق غير المستعمل خلال ثلاثين يوما. نرد المبلغ إلى البطاقة خلال خمسة أيام عمل.',
    wordings: [],
  },
  {
    title: 'كم تستغرق مدة التوصيل؟',
    body: 'نرسل الطرود في اليوم التالي للطلب، وتصل داخل البلد خلال يومين أو ثلاثة.',
    wordings: [],
  },
  {
    title: 'تغيير كلمة المرور',
    body: 'افتح حسابك واختر الأمان ثم تغيير كلمة المرور. نرسل رابطا إلى بريدك.',
    wordings: [],
  },
  { title: 'طرق الدفع', body: 'نقبل البطاقات والتحويل البنكي وقسائم الهدايا.', wordings: [] },
  { title: 'أوقات العمل', body: 'المتجر مفتوح من الثلاثاء إلى السبت من العاشرة صباحا حتى السادسة مساء.', wordings: [] },
  { title: 'تنظيف الحديد الزهر', body: 'اشطف الإبريق بالماء الدافئ فقط وجففه جيدا حتى لا يصدأ.', wordings: [] },
].map((article) => ({ ...article, language: 'ar' }));

export const IN_THAI = [
  {
    title: 'ขอคืนเงินอย่างไร',
    body: 'กาน้ำชาที่ยังไม่ได้ใช้สามารถส่งคืนได้ภายในสามสิบวัน เราจะคืนเงินเข้าบัตรของคุณภายในห้าวันทำการ',
    wordings: [],
  },
  { title: 'จัดส่งใช้เวลากี่วัน', body: 'พัสดุออกจากคลังสินค้าในวันถัดไป และถึงมือคุณภายในสองถึงสามวัน', wordings: [] },
  { title: 'เปลี่ยนรหัสผ่าน', body: 'เปิดบัญชีของคุณ เลือกความปลอดภัย แล้วกดเปลี่ยนรหัสผ่าน', wordings: [] },
  { title: 'วิธีชำระเงิน', body: 'เรารับบัตรเครดิต โอนเงิน และบัตรของขวัญ', wordings: [] },
  { title: 'เวลาเปิดร้าน', body: 'ร้านเปิดวันอังคารถึงวันเสาร์ ตั้งแต่สิบโมงเช้าถึงหกโมงเย็น', wordings: [] },
  { title: 'ทำความสะอาดเหล็กหล่อ', body: 'ล้างด้วยน้ำอุ่นเท่านั้น แล้วเช็ดให้แห้งเพื่อไม่ให้เป็นสนิม', wordings: [] },
].map((article) => ({ ...article, language: 'th' }));

export const IN_RUSSIAN = [
  {
    title: 'Возврат денег',
    body: 'Неиспользованный чайник можно вернуть в течение тридцати дней. Деньги придут на карту за пять рабочих дней.',
    wordings: [],
  },
  {
    title: 'Сроки доставки',
    body: 'Посылки уходят со склада на следующий день и приходят через два-три дня.',
    wordings: [],
  },
  { title: 'Смена пароля', body: 'Откройте аккаунт, выберите безопасность и нажмите «Сменить пароль».', wordings: [] },
  { title: 'Оплата заказа', body: 'Есть три способа оплаты: карта, перевод и подарочный сертификат.', wordings: [] },
  { title: 'Часы работы', body: 'Магазин открыт со вторника по субботу, с десяти утра до шести вечера.', wordings: [] },
  { title: 'Уход за чугуном', body: 'Мойте только тёплой водой и вытирайте насухо, иначе он заржавеет.', wordings: [] },
].map((article) => ({ ...article, language: 'ru' }));

export const IN_VIETNAMESE = [
  {
    title: 'Hoàn tiền',
    body: 'Ấm trà chưa dùng có thể trả lại trong ba mươi ngày. Tiền về thẻ trong năm ngày làm việc.',
    wordings: [],
  },
  {
    title: 'Thời gian giao hàng',
    body: 'Bưu kiện rời kho vào ngày hôm sau và đến trong hai đến ba ngày.',
    wordings: [],
  },
  {
    title: 'Đổi mật khẩu',
    body: 'Mở tài khoản, chọn Bảo mật rồi bấm Đổi mật khẩu.',
    wordings: ['Tôi quên mật khẩu'],
  },
  { title: 'Cách thanh toán', body: 'Chúng tôi nhận thẻ, chuyển khoản và phiếu quà tặng.', wordings: [] },
  { title: 'Giờ mở cửa', body: 'Cửa hàng mở từ thứ ba đến thứ bảy, từ mười giờ sáng đến sáu giờ chiều.', wordings: [] },
  { title: 'Làm sạch gang', body: 'Chỉ rửa bằng nước ấm rồi lau khô để không bị gỉ.', wordings: [] },
].map((article) => ({ ...article, language: 'vi' }));

import type { Words } from './en.ts';

const zh: Words = {
  title: '消息',
  close: '关闭',
  greeting: '有什么可以帮您？',
  person: '请给我们留言。我们的同事会亲自阅读，并在这里回复您。',
  leave: '您可以关闭此页面，对话会保留在这里。',
  received: '我们已收到您的消息，会有同事回复您。',
  notSaved: '此浏览器不会为本网站保存任何内容。离开页面后，对话即告结束。',
  write: '输入消息',
  send: '发送',
  sending: '正在发送…',
  sent: '已发送',
  failed: '未发送',
  again: '重试',
  cutOff: '网络未连接，正在重试…',
  tooOld: '此页面版本过旧。',
  reload: '重新加载',
  conversation: '对话',
  opening: '正在打开您的对话…',
  you: '您',
  newTopic: '新话题',
  earlier: '正在加载更早的消息…',
  earlierFailed: '更早的消息未能加载。',
  news: { other: '{count} 条新消息' },
  tooLong: { other: '超出 {count} 个字符' },
};
export default zh;

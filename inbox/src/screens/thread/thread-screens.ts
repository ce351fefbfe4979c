export { Beside } from '../beside.tsx';
export { VisitorPane } from '../visitor/visitor-pane.tsx';
export { quoteMessage } from './quote-message.ts';
export { ReturnedNews } from './returned-news.tsx';
export { ThreadPane } from './thread-pane.tsx';

export { Push } from '../../push/push.tsx';
export { VisitorPane } from '../visitor/visitor-pane.tsx';
export { ReturnedNews } from './returned-news.tsx';
export { ThreadPane } from './thread-pane.tsx';

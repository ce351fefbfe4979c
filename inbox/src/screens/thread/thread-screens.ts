export { VisitorPane } from '../visitor/visitor-pane.tsx';
export { ThreadPane } from './thread-pane.tsx';

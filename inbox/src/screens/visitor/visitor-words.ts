import { enVisitor, type VisitorWords } from '../../locales/en-visitor.ts';

/** What is said about a visitor. A further language is a file of the same shape and a line here. */
export const visitorWords = (): VisitorWords => enVisitor;

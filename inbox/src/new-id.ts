import { newMessageId } from '@everthread/shared/client/message-id';

/** A fresh UUID, also on a page without TLS, where `crypto.randomUUID` is missing. */
export const newId = (): string => newMessageId((bytes) => crypto.getRandomValues(bytes));

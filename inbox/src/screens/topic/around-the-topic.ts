import { laterPart } from '../../later.tsx';

/** What is done to a topic, in a file of its own that comes right behind the inbox. */
export const topicDoings = () => import('./topic-doings.ts');

export const PropertiesBar = laterPart(async () => (await topicDoings()).PropertiesBar);
export const EventLine = laterPart(async () => (await topicDoings()).EventLine);
export const RatingLine = laterPart(async () => (await topicDoings()).RatingLine);
export const HeaderSubject = laterPart(async () => (await topicDoings()).HeaderSubject);

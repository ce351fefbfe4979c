export { act } from './act.ts';
export { assignees, followers, priorities, snoozes, subjects, successors, tags, teams } from './choices.tsx';
export { EventLine } from './event-line.tsx';
export { HeaderSubject } from './header-subject.tsx';
export { PropertiesBar } from './properties-bar.tsx';
export { RatingLine } from './rating-line.tsx';
export { mergeTargets, splitAt } from './rearrange.tsx';
export { workWords } from './work-words.ts';

import { laterPart } from '../../later.tsx';
import { ThreadOnItsWay, VisitorBones } from './thread-bones.tsx';

/** What is drawn of a thread, in a file of its own that comes right behind the list. */
export const threadScreens = () => import('./thread-screens.ts');

export const ThreadPane = laterPart(async () => (await threadScreens()).ThreadPane, ThreadOnItsWay);
export const VisitorPane = laterPart(async () => (await threadScreens()).VisitorPane, VisitorBones);

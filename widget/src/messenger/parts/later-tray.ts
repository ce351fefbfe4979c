import { later } from '../later.ts';

/** What is shown of files: where they can be dropped, and those that go with the next message. */
export const laterTray = later(() => import('./upload-tray.tsx'));

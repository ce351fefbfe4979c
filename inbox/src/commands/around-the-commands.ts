/** What lies over the inbox, and what it offers to choose from, fetched when it is first wanted. */
export { Palette } from '../screens/palette/palette.tsx';
export { SearchScreen } from '../screens/search/search-screen.tsx';
export { helpChoices } from '../screens/thread/help-choices.ts';
export { workspaceChoices } from '../screens/topics/unread-counts.ts';
export { ShortcutsHelp } from './shortcuts-help.tsx';

/** What lies over the inbox, fetched when it is first wanted. */
export { Palette } from '../screens/palette/palette.tsx';
export { SearchScreen } from '../screens/search/search-screen.tsx';
export { ShortcutsHelp } from './shortcuts-help.tsx';

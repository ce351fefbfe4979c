/** What lies over the inbox, fetched when it is first wanted. */
export { Palette } from '../screens/palette/palette.tsx';
export { ShortcutsHelp } from './shortcuts-help.tsx';

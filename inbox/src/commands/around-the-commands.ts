/** What lies over the inbox, fetched when it is first wanted. */
export { ShortcutsHelp } from './shortcuts-help.tsx';

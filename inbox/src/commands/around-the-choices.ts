/** What commands that ask offer to choose from, fetched when it is first wanted. */
export { helpChoices } from '../screens/thread/help-choices.ts';
export { workspaceChoices } from '../screens/topics/unread-counts.ts';

/** What is said about filters and the views that are made of them. Fetched when first needed. */
export const enViews = {
  fields: {
    status: 'Status',
    assignee: 'Assignee',
    team: 'Team',
    tag: 'Tag',
    visitorTag: 'Visitor’s tag',
    mentions: 'Mentions',
    priority: 'Priority',
    channel: 'Channel',
    language: 'Language',
    page: 'Page',
    attributes: 'Attribute',
    waitingMinutes: 'Waiting for',
  },
  sort: 'Sort',
  sortBy: {
    newest: 'Newest first',
    waiting: 'Waiting longest',
    priority: 'Priority first',
    promise: 'Promised first',
    target: 'Target first',
  },
  filters: 'Filters',
  add: 'Add a filter',
  remove: (filter: string) => `Remove the filter ${filter}`,
  clear: 'Clear',
  save: 'Save as a view',
  update: 'Update the view',
  updated: 'The view is updated',
  me: 'You',
  nobody: 'Nobody',
  noTeam: 'No team',
  somebody: 'Somebody who is gone',
  somethingGone: 'Deleted',
  noPriority: 'No priority',
  priority: { low: 'Low', medium: 'Medium', high: 'High', urgent: 'Urgent' },
  channels: { messenger: 'Messenger', mail: 'Mail' },
  pagePlaceholder: 'Part of an address, such as /pricing',
  pageHas: (part: string) => `Address has “${part}”`,
  attributePlaceholder: 'Name and value, such as plan=pro',
  attributeIs: (key: string, value: string) => `${key} is ${value}`,
  atLeast: (minutes: number) =>
    minutes < 60
      ? `${minutes} minutes or longer`
      : minutes < 1_440
        ? minutes === 60
          ? 'an hour or longer'
          : `${minutes / 60} hours or longer`
        : minutes === 1_440
          ? 'a day or longer'
          : `${minutes / 1_440} days or longer`,
  saveTitle: 'Save as a view',
  editTitle: 'Edit the view',
  name: 'Name',
  nameMissing: 'Please give it a name',
  share: 'Everybody in the workspace sees it',
  submit: 'Save',
  edit: 'Name and sharing…',
  delete: 'Delete the view',
  deleted: (name: string) => `${name} is deleted`,
  refused: (why: string) => `The view could not be changed. ${why}`,
};

export type ViewWords = typeof enViews;

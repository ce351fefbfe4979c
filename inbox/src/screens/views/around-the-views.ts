export { FilterBar } from './filter-bar.tsx';
export { SortMenu } from './sort-menu.tsx';
export { ViewMenu } from './view-menu.tsx';

export { FilterBar } from './filter-bar.tsx';
export { ViewMenu } from './view-menu.tsx';

/** How many rows an export will bring: so that its reader can show how far it is. */
export const EXPORT_ROWS_HEADER = 'x-export-rows';

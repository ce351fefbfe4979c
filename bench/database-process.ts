import { subscribe } from 'node:diagnostics_channel';
import { openDatabase } from './chaos/database.ts';

// A process of its own, so that the database does not keep the one waiting that holds the watch.
export type Told = { urls: { appUrl: string; ownerUrl: string } } | { trips: number };

let trips = 0;
subscribe('http.server.request.start', () => {
  trips += 1; // every request to the endpoint is one round trip
});

const database = await openDatabase(process.argv[2] === 'postgres' ? 'postgres' : 'pglite');
const tell = (told: Told) => process.send?.(told);
process.on('message', () => tell({ trips }));
process.on('disconnect', () => void database.stop().finally(() => process.exit()));
tell({ urls: { appUrl: database.appUrl, ownerUrl: database.ownerUrl } });

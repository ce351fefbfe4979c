/** Raised whenever something is kept in another shape: what is older is forgotten. */
const FORMAT = 1;
const NAME = 'everthread-inbox';
const STORE = 'kept';

/** What this browser keeps between visits. It is a copy only: where it cannot be read or written, nothing is kept. */
export type KeptStore = {
  get<Value>(key: string): Promise<Value | undefined>;
  put(key: string, value: unknown): void;
  /** The keys that begin so. */
  keys(prefix: string): Promise<readonly string[]>;
  remove(key: string): void;
  /** Forgets everything. */
  clear(): Promise<void>;
};

export function openKeptStore(factory: IDBFactory | undefined): KeptStore {
  let opened: Promise<IDBDatabase | undefined> | undefined;
  // Making it takes longer than looking into it, and what is only being made has nothing in it.
  const beingMade = Promise.withResolvers<undefined>();
  const open = () => (opened ??= openDatabase(factory, () => beingMade.resolve(undefined)).catch(() => undefined));

  async function ask<Value>(
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => IDBRequest<Value>,
    opening: Promise<IDBDatabase | undefined> = open(),
  ): Promise<Value | undefined> {
    try {
      const database = await opening;
      return database && (await answer(work(database.transaction(STORE, mode).objectStore(STORE))));
    } catch {
      return undefined;
    }
  }

  return {
    get: <Value>(key: string) =>
      ask<Value>('readonly', (store) => store.get(key), Promise.race([open(), beingMade.promise])),
    put: (key, value) => void ask('readwrite', (store) => store.put(value, key)),
    async keys(prefix) {
      const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
      return ((await ask('readonly', (store) => store.getAllKeys(range))) ?? []) as string[];
    },
    remove: (key) => void ask('readwrite', (store) => store.delete(key)),
    async clear() {
      await ask('readwrite', (store) => store.clear());
    },
  };
}

async function openDatabase(factory: IDBFactory | undefined, onMaking: () => void): Promise<IDBDatabase | undefined> {
  if (!factory) return undefined;
  const asking = factory.open(NAME, FORMAT);
  asking.onupgradeneeded = () => {
    onMaking();
    const database = asking.result;
    for (const name of database.objectStoreNames) database.deleteObjectStore(name);
    database.createObjectStore(STORE);
  };
  const database = await answer(asking);
  // Another window has a newer version: it is not to wait for this one.
  database.onversionchange = () => database.close();
  return database;
}

const answer = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

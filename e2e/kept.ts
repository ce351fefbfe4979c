/** In the page: all that this browser's inbox keeps between visits, as JSON of a list. */
export async function whatIsKept(): Promise<string> {
  const result = <Value>(request: IDBRequest<Value>) =>
    new Promise<Value>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await result(indexedDB.open('everthread-inbox'));
  const kept = await result(database.transaction('kept').objectStore('kept').getAll());
  database.close();
  return JSON.stringify(kept);
}

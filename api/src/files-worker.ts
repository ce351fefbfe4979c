type DoorEnv = { APP: Fetcher };

/** The Worker at FILES_URL. It has no assets, no secrets and no data of its own: the app's entrypoint for files answers. */
export default {
  fetch: (request, env) => env.APP.fetch(request),
} satisfies ExportedHandler<DoorEnv>;

// What is on the internet under a name that is known here answers; everything else is asked where it would be.
export default {
  fetch: (request, env) => (env[new URL(request.url).hostname] ?? env.PUBLIC_NETWORK).fetch(request),
};

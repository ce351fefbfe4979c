import type { WorkspaceId } from '@everthread/shared/models/ids';

// As docs/guides/identify.md says it, with this workspace's own id; other languages are there.

export const serverCode = (workspaceId: WorkspaceId, kid: string): string =>
  `import { SignJWT } from 'jose';

const secret = new TextEncoder().encode(process.env.EVERTHREAD_SECRET);

/** For the person who is signed in: never for an id that the request brings along. */
export function identityToken(user) {
  return new SignJWT({ name: user.name, email: user.email })
    .setProtectedHeader({ alg: 'HS256', kid: '${kid}' })
    .setAudience('${workspaceId}')
    .setSubject(String(user.id))
    .setIssuedAt()
    .setExpirationTime('10 minutes')
    .sign(secret);
}

app.post('/everthread-token', async (request, response) => {
  if (!request.user) return response.sendStatus(401);
  response.set('Cache-Control', 'no-store').type('text').send(await identityToken(request.user));
});`;

export const PAGE_CODE = `<script>
  window.Everthread ||= function () { (Everthread.q ||= []).push(arguments); };
  Everthread('identify', {
    token: () => fetch('/everthread-token', { method: 'POST' })
      .then((answer) => (answer.ok ? answer.text() : null)),
  });
</script>`;

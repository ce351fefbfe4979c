import { createECDH, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NewDevice } from '@everthread/shared/models/device';
import { importJWK, jwtVerify } from 'jose';
import { type BrowserKeys, decryptPush } from './decrypt-push.ts';

/** A push that was taken, as its browser reads it. */
export type Received = {
  endpoint: string;
  payload: unknown;
  ttl: number;
  urgency: string | undefined;
  topic: string | undefined;
};

export type Scripted = { status: number; headers?: Record<string, string> };
export type PushService = Awaited<ReturnType<typeof openPushService>>;

const MOST_BYTES = 4_096;
const LONGEST_TOKEN_SECONDS = 24 * 60 * 60;

/**
 * A push service on this machine that speaks the protocol (RFC 8030, 8291, 8292): it knows the subscriptions that it
 * gave, takes what is signed with their key and encrypted for them, and else answers as real ones do, or as told.
 */
export async function openPushService() {
  const browsers = new Map<string, { keys: BrowserKeys; sender: string }>();
  const received: Received[] = [];
  const script: Scripted[] = [];
  const tried: string[] = [];

  async function answer(request: IncomingMessage): Promise<Scripted> {
    const endpoint = `${url()}${request.url}`;
    const browser = browsers.get(endpoint);
    const body = await readBody(request);
    tried.push(endpoint);
    if (request.url?.startsWith('/busy/')) return { status: 503 };
    const scripted = script.shift();
    if (scripted && scripted.status !== 201) return scripted;
    if (!browser) return { status: 404 };
    const { headers } = request;
    if (request.method !== 'POST' || headers['content-encoding'] !== 'aes128gcm' || headers.ttl === undefined) {
      return { status: 400 };
    }
    if (body.length > MOST_BYTES) return { status: 413 };
    const signer = await signerOf(headers.authorization ?? '', url());
    if (!signer) return { status: 401 };
    if (signer !== browser.sender) return { status: 403 };
    received.push({
      endpoint,
      payload: JSON.parse(decryptPush(body, browser.keys)),
      ttl: Number(headers.ttl),
      urgency: oneOf(headers.urgency),
      topic: oneOf(headers.topic),
    });
    return { status: 201 };
  }

  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, headers }) => response.writeHead(status, headers).end(),
      (error: Error) => response.writeHead(400).end(error.message),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url: url(),
    received,
    tried, // the endpoints that were asked for, whatever the answer
    /** What is answered next, one after the other, in place of what would be. */
    script: (...answers: Scripted[]) => void script.push(...answers),
    /** Subscribes as a browser does, for pushes that this key signs. */
    subscribe(sender: string, name = 'Chrome on Linux'): NewDevice {
      const curve = createECDH('prime256v1');
      const publicKey = curve.generateKeys();
      const keys = { privateKey: curve.getPrivateKey(), publicKey, auth: randomBytes(16) };
      const endpoint = `${url()}/push/${randomBytes(12).toString('base64url')}`;
      browsers.set(endpoint, { keys, sender });
      return {
        endpoint,
        keys: { p256dh: publicKey.toString('base64url'), auth: keys.auth.toString('base64url') },
        name,
      };
    },
    stop: () => close(server),
  };
}

/** The key that signed for this service, where the signature is good (RFC 8292). */
async function signerOf(authorization: string, origin: string): Promise<string | undefined> {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(authorization) ?? [];
  const point = Buffer.from(key, 'base64url');
  if (point.length !== 65 || point[0] !== 4) return undefined;
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
  try {
    const jwk = await importJWK({ kty: 'EC', crv: 'P-256', x, y } as Parameters<typeof importJWK>[0], 'ES256');
    const { payload } = await jwtVerify(token, jwk, {
      algorithms: ['ES256'],
      audience: origin,
      requiredClaims: ['exp', 'sub'],
    });
    const isShort = (payload.exp ?? 0) <= Date.now() / 1000 + LONGEST_TOKEN_SECONDS;
    return isShort && /^(mailto:[^\s<>]+@|https:)/.test(payload.sub ?? '') ? key : undefined;
  } catch {
    return undefined;
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const oneOf = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header);

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

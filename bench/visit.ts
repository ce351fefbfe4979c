import { setTimeout as sleep } from 'node:timers/promises';
import type { Devtools, Session } from './devtools.ts';

export type Conditions = {
  /** So many times slower than this machine. */
  cpu?: number;
  slow4g?: boolean;
  /** Counts what the main thread does. */
  metrics?: boolean;
  /** Runs in every document before any other script. */
  script?: string;
};

export type Visit = {
  page: Session;
  /** What was asked for over HTTP, in order, by the page and by the frames in it. */
  requests: { url: string; at: number }[];
  sockets: string[];
  /** When a script first said this by `bench(name)`, in milliseconds since 1970. */
  said(name: string, withinMs?: number): Promise<number>;
  hasSaid(name: string): boolean;
  /** Runs this in the document of the page, or of its frame. */
  read<Value>(expression: string, where?: 'page' | 'frame'): Promise<Value>;
  /** Puts the brake on in every process of the page. */
  slowDown(times: number): Promise<void>;
  end(): Promise<void>;
};

// 150 ms round trip, 1.6 Mbit/s down, 750 kbit/s up.
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };

// What a script says is told at once; its time is the document's own.
const SAY = `globalThis.bench = (name, at = performance.now()) => globalThis.benchTold?.(JSON.stringify([name, performance.timeOrigin + at]));`;

/** A new page in a browser that has seen nothing, with the brakes on in every process it begins. */
export async function visit(devtools: Devtools, url: string, conditions: Conditions = {}): Promise<Visit> {
  const { browserContextId } = await devtools.send<{ browserContextId: string }>('Target.createBrowserContext');
  const { targetId } = await devtools.send<{ targetId: string }>('Target.createTarget', {
    url: 'about:blank',
    browserContextId,
    width: 1280,
    height: 720,
  });
  const { sessionId } = await devtools.send<{ sessionId: string }>('Target.attachToTarget', {
    targetId,
    flatten: true,
  });
  const page = devtools.session(sessionId);
  const own = new Map<string, Session>([[sessionId, page]]);
  const requests = new Map<string, { url: string; at: number }>();
  const sockets: string[] = [];
  const said = new Map<string, number>();
  let frame: Session | undefined;

  const unlisten = devtools.listen((told) => {
    if (!told.sessionId || !own.has(told.sessionId)) return;
    const { params } = told;
    if (told.method === 'Target.attachedToTarget') {
      const child = devtools.session(String(params.sessionId));
      own.set(String(params.sessionId), child);
      if ((params.targetInfo as { type: string }).type === 'iframe') frame = child;
      void prepare(child, conditions).catch(() => {}); // gone again already
    } else if (told.method === 'Network.requestWillBeSent') {
      const { url: asked } = params.request as { url: string };
      if (asked.startsWith('http'))
        requests.set(`${params.requestId} ${asked}`, { url: asked, at: Number(params.wallTime) * 1000 });
    } else if (told.method === 'Network.webSocketCreated') {
      sockets.push(String(params.url));
    } else if (told.method === 'Runtime.bindingCalled') {
      const [name, at] = JSON.parse(String(params.payload)) as [string, number];
      if (!said.has(name)) said.set(name, at);
    }
  });

  await prepare(page, conditions);
  await page.send('Page.navigate', { url });
  return {
    page,
    get requests() {
      return [...requests.values()];
    },
    sockets,
    hasSaid: (name) => said.has(name),
    async said(name, withinMs = 30_000) {
      const giveUpAt = Date.now() + withinMs;
      for (;;) {
        const at = said.get(name);
        if (at !== undefined) return at;
        if (Date.now() > giveUpAt) throw new Error(`The page never said "${name}"`);
        await sleep(3);
      }
    },
    async read<Value>(expression: string, where: 'page' | 'frame' = 'page') {
      const session = where === 'page' ? page : frame;
      if (!session) throw new Error('The page has no frame of another process');
      const options = { expression, returnByValue: true, awaitPromise: true };
      type Answer = { result: { value: Value }; exceptionDetails?: { text: string } };
      const { result, exceptionDetails } = await session.send<Answer>('Runtime.evaluate', options);
      if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.text}`);
      return result.value;
    },
    async slowDown(rate) {
      for (const session of own.values()) await session.send('Emulation.setCPUThrottlingRate', { rate });
    },
    async end() {
      unlisten();
      await devtools.send('Target.disposeBrowserContext', { browserContextId });
    },
  };
}

/** A process that was just begun stands still until this is done. */
async function prepare(session: Session, { cpu = 1, slow4g, metrics, script = '' }: Conditions): Promise<void> {
  await Promise.all([
    session.send('Network.enable'),
    session.send('Page.enable'),
    session.send('Runtime.enable'),
    session.send('Runtime.addBinding', { name: 'benchTold' }),
    session.send('Page.addScriptToEvaluateOnNewDocument', { source: `${SAY}\n${script}` }),
    session.send('Emulation.setCPUThrottlingRate', { rate: cpu }),
    ...(metrics ? [session.send('Performance.enable')] : []),
    ...(slow4g ? [session.send('Network.emulateNetworkConditions', SLOW_4G)] : []),
    session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }),
    session.send('Runtime.runIfWaitingForDebugger'),
  ]);
}

/** Presses and releases the mouse at a place of the page, without having been near it before. */
export async function press(page: Session, x: number, y: number): Promise<void> {
  const button = { x, y, button: 'left', clickCount: 1 };
  await Promise.all([
    page.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...button }),
    page.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...button }),
  ]);
}

/** Types one letter, to whatever has the focus. */
export async function type(page: Session, letter: string): Promise<void> {
  const code = letter.toUpperCase().charCodeAt(0);
  const key = {
    key: letter,
    code: `Key${letter.toUpperCase()}`,
    text: letter,
    windowsVirtualKeyCode: code,
    nativeVirtualKeyCode: code,
  };
  await Promise.all([
    page.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key }),
    page.send('Input.dispatchKeyEvent', { type: 'keyUp', key: key.key, code: key.code }),
  ]);
}

/** Sends what was typed. */
export async function pressEnter(page: Session): Promise<void> {
  const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, nativeVirtualKeyCode: 13 };
  await Promise.all([
    page.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key, text: '\r' }),
    page.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key }),
  ]);
}

export const LAUNCHER = { x: 1280 - 48, y: 720 - 48 };

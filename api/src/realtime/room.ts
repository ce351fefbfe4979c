import { DurableObject } from 'cloudflare:workers';
import type { AgentId } from '@everthread/shared/models/ids';
import type { Identity } from '@everthread/shared/models/visitor';
import { TeamFrame, VisitorFrame } from '@everthread/shared/protocol/down';
import type { Resume } from '@everthread/shared/protocol/up';
import { PING, PONG } from '@everthread/shared/protocol/version';
import { Admission } from './admission.ts';
import { type Audience, type RoomKey, roomName, TICKET_HEADER, Ticket } from './audience.ts';
import { Feed, KEPT_AFTER_MS } from './feed.ts';
import { goodConduct, judgeUp } from './judge-up.ts';
import { attend, look, type OpenWindow, openWindows, tellLooking } from './looking.ts';
import { Presence } from './presence.ts';
import { downText, isOpen, RoomSockets, SILENT_AFTER_MS, send, sendText } from './room-sockets.ts';
import { tellTyping } from './tell-typing.ts';

/**
 * What one Room is given to tell. `onlyAgent`: to this agent's own sockets, nobody else's; `exceptAgent`: to all others'.
 * `isPassing`: neither kept nor numbered, because who was away asks for it by HTTP.
 */
export type Delivery = {
  frame: VisitorFrame | TeamFrame;
  onlyAgent?: AgentId;
  exceptAgent?: AgentId;
  isPassing?: boolean;
};

const MOST_SOCKETS = { visitor: 20, agent: 100, team: 2_000 };
const FRAMES_KEPT_MS = 24 * 60 * 60 * 1000;
const TYPING_EVERY_MS = 2_000;
const NO_PEER = [1005, 1006, 1015]; // codes that are only ever reported, never sent

/** A Room knows other Rooms, to say that somebody is typing, and nothing else. */
export type RoomEnv = { ROOMS: DurableObjectNamespace<Room> };

/** Holds the sockets of one visitor, or of one workspace's agents. May be evicted or deleted at any time. */
export class Room extends DurableObject<RoomEnv> {
  #madeFeed: Feed | undefined;
  #madeAdmission: Admission | undefined;
  #wakesAt: number | undefined; // not known after an eviction
  readonly #toldTypingAt = new Map<string, number>(); // eviction may forget it
  readonly #sockets: RoomSockets;
  readonly #presence: Presence;

  constructor(ctx: DurableObjectState, env: RoomEnv) {
    super(ctx, env);
    this.#sockets = new RoomSockets(ctx);
    this.#presence = new Presence(this.#sockets, ctx.storage.kv);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
  }

  // Made when first needed: a Room that only passes on that somebody is typing must leave nothing behind.
  get #feed(): Feed {
    this.#madeFeed ??= new Feed(this.ctx.storage.sql, () => crypto.randomUUID());
    return this.#madeFeed;
  }
  get #admission(): Admission {
    this.#madeAdmission ??= new Admission(this.ctx.storage.sql);
    return this.#madeAdmission;
  }

  /** Opens a socket for the bearer of a proven ticket: 101, or 401 where it was used or ended, or 429. */
  override async fetch(request: Request): Promise<Response> {
    const ticket = Ticket.parse(JSON.parse(request.headers.get(TICKET_HEADER) ?? 'null'));
    const { audience } = ticket;
    this.#expect(audience);
    const now = Date.now();
    if (!this.#admission.take(ticket, Math.floor(now / 1000))) return new Response(null, { status: 401 });
    if (this.#isFull(audience, now)) return new Response(null, { status: 429 });

    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server, [audience.room === 'team' ? audience.agentId : ticket.id]);
    this.#sockets.write(server, { audience, openedAt: now, follows: false, conduct: goodConduct(now) });
    send(server, { frame: { type: 'welcome', ...this.#feed.position() } });
    if (audience.room === 'team') tellLooking(this.#sockets, server);
    const toldAt = audience.room === 'team' ? this.#presence.mayHaveChanged(now) : undefined;
    await this.#wakeBy(toldAt ?? now + SILENT_AFTER_MS);
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Tells everybody in the Room. A team's frames are numbered first, and kept. */
  async deliver(room: RoomKey, deliveries: readonly Delivery[]): Promise<void> {
    this.#expect(room);
    // Frames pass through the audience's own schema: a field that is not on its list goes no further.
    const Frame = room.room === 'visitor' ? VisitorFrame : TeamFrame;
    const now = Date.now();
    const texts = deliveries.map(({ frame, onlyAgent, exceptAgent, isPassing }) => {
      const text = JSON.stringify(Frame.parse(frame));
      const n = room.room === 'team' && !isPassing ? this.#keep(text, onlyAgent, now) : undefined;
      return { onlyAgent, exceptAgent, plain: downText(text), numbered: downText(text, n) };
    });
    for (const { onlyAgent, exceptAgent, plain, numbered } of texts) {
      for (const socket of this.#sockets.open(onlyAgent)) {
        const { audience, follows } = this.#sockets.read(socket);
        if (audience.room === 'team' && audience.agentId === exceptAgent) continue;
        sendText(socket, follows ? numbered : plain);
      }
    }
    // A visitor's Room keeps nothing: where nobody is in it, it leaves nothing behind.
    if (room.room === 'team') await this.#wakeBy(now + FRAMES_KEPT_MS);
  }

  /** Tells everybody but one agent something that is over in a moment. Neither kept nor numbered. */
  relay(room: RoomKey, frame: VisitorFrame | TeamFrame, except?: AgentId): void {
    this.#expect(room);
    const text = downText(JSON.stringify((room.room === 'visitor' ? VisitorFrame : TeamFrame).parse(frame)));
    for (const socket of this.#sockets.open()) {
      const { audience } = this.#sockets.read(socket);
      if (audience.room === 'visitor' || audience.agentId !== except) sendText(socket, text);
    }
  }

  /** Tells one visitor's socket, by the ticket that opened it. Neither kept nor numbered. */
  tellOne(room: RoomKey, ticketId: string, frame: VisitorFrame): void {
    this.#expect(room);
    const text = downText(JSON.stringify(VisitorFrame.parse(frame)));
    for (const socket of this.#sockets.open(ticketId)) sendText(socket, text);
  }

  /** Which agents have a window open now. */
  whoIsHere(room: RoomKey): AgentId[] {
    this.#expect(room);
    return this.#sockets.agents();
  }

  /** The team's windows, and before which of them somebody sits. */
  whoAttends(room: RoomKey): OpenWindow[] {
    this.#expect(room);
    return openWindows(this.#sockets, Date.now());
  }

  /** Closes the sockets of an agent, or of one of his sign-ins, and voids the tickets he still holds. */
  async end(room: RoomKey, who: { agentId: AgentId; sessionId?: string | undefined }): Promise<void> {
    this.#expect(room);
    this.#admission.end(who.sessionId ?? who.agentId, Math.floor(Date.now() / 1000));
    for (const socket of this.#sockets.open(who.agentId)) {
      const { audience } = this.#sockets.read(socket);
      const isMeant = !who.sessionId || (audience.room === 'team' && audience.sessionId === who.sessionId);
      if (isMeant) socket.close(4401, 'signed_out');
    }
    const now = Date.now();
    await this.#wakeBy(this.#presence.mayHaveChanged(now) ?? now + FRAMES_KEPT_MS);
  }

  /** Closes a visitor's sockets that one device opened, or that were opened while he was known as that, and voids their tickets. */
  async endVisitor(room: RoomKey, who: { keyHash: string } | { identity: Identity }): Promise<void> {
    this.#expect(room);
    this.#admission.end('keyHash' in who ? who.keyHash : who.identity, Math.floor(Date.now() / 1000));
    for (const socket of this.#sockets.open()) {
      const { audience } = this.#sockets.read(socket);
      if (audience.room !== 'visitor') continue;
      const isMeant = 'keyHash' in who ? audience.keyHash === who.keyHash : audience.identity === who.identity;
      if (isMeant) socket.close(4401, 'signed_out');
    }
    await this.#wakeBy(Date.now() + FRAMES_KEPT_MS);
  }

  /** Lets go of every frame that is kept: somebody of whom they tell has been erased. All load their lists anew. */
  async forgetFrames(room: RoomKey): Promise<void> {
    this.#feed.forgetBefore(Date.now() + 1);
    await this.deliver(room, [{ frame: { type: 'reset' } }]);
  }

  override webSocketMessage(socket: WebSocket, said: string | ArrayBuffer): void {
    if (!isOpen(socket)) return;
    const attachment = this.#sockets.read(socket);
    const { conduct, verdict } = judgeUp(attachment.conduct, said, Date.now());
    this.#sockets.write(socket, { ...attachment, conduct });
    if (verdict.name === 'closed') socket.close(verdict.code, verdict.reason);
    if (verdict.name !== 'heard') return;
    if (verdict.frame.type === 'resume') this.#resume(socket, verdict.frame);
    else if (verdict.frame.type === 'looking') look(this.#sockets, socket, verdict.frame.threadId ?? undefined);
    else if (verdict.frame.type === 'attending') attend(this.#sockets, socket, verdict.frame.isAttending);
    else if (this.#mayTellTyping(attachment.audience)) {
      this.ctx.waitUntil(tellTyping(this.env, attachment.audience, verdict.frame.visitorId));
    }
  }

  override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
    const { audience } = this.#sockets.read(socket);
    socket.close(NO_PEER.includes(code) ? 1000 : code, '');
    if (audience.room !== 'team') return;
    look(this.#sockets, socket, undefined);
    const toldAt = this.#presence.mayHaveChanged(Date.now());
    if (toldAt) await this.#wakeBy(toldAt);
  }

  /**
   * While sockets are open the Room looks whose peer is dead, and says who is here where that is due. It forgets what is
   * a day old; once it is empty and nothing is left, it is gone.
   */
  override async alarm(): Promise<void> {
    this.#wakesAt = undefined;
    const now = Date.now();
    const gone = this.#sockets.closeOver(now);
    // The runtime may not tell of the end of a dead peer's socket for minutes.
    for (const socket of gone) look(this.#sockets, socket, undefined);
    const isTeams = gone[0] && this.#sockets.read(gone[0]).audience.room === 'team';
    const toldAt = isTeams ? this.#presence.mayHaveChanged(now) : this.#presence.tellWhatIsDue(now);
    if (toldAt) await this.#wakeBy(toldAt);
    this.#feed.forgetBefore(now - FRAMES_KEPT_MS);
    this.#admission.forgetOld(Math.floor(now / 1000));
    const heardAt = this.#sockets.open().map((socket) => this.#sockets.heardAt(socket));
    if (heardAt.length > 0) {
      await this.#wakeBy(Math.min(...heardAt) + SILENT_AFTER_MS);
    } else if (this.#feed.isEmpty() && this.#admission.isEmpty()) {
      await this.ctx.storage.deleteAll();
      this.#wakesAt = undefined; // the alarm is gone with the rest
      this.#madeFeed = undefined;
      this.#madeAdmission = undefined;
    } else {
      await this.#wakeBy(now + FRAMES_KEPT_MS);
    }
  }

  /** Numbers a frame. It is written down together with what else is told about now. */
  #keep(text: string, onlyAgent: AgentId | undefined, now: number): number {
    const { n, isFirst } = this.#feed.append(text, onlyAgent, now);
    if (isFirst) setTimeout(() => this.#madeFeed?.keep(), KEPT_AFTER_MS);
    return n;
  }

  #resume(socket: WebSocket, { epoch, after }: Resume): void {
    const attachment = this.#sockets.read(socket);
    const { audience, follows } = attachment;
    if (audience.room !== 'team' || follows) return; // a thread is caught up on from Postgres; a list once a socket
    this.#sockets.write(socket, { ...attachment, follows: true });
    const missed = this.#feed.missedSince({ epoch, n: after }, audience.agentId);
    if (!missed) send(socket, { frame: { type: 'reset' } });
    else for (const { n, frame } of missed) sendText(socket, downText(frame, n));
  }

  /** One word of it in a while is enough, however many windows somebody types in. */
  #mayTellTyping(audience: Audience): boolean {
    const who = audience.room === 'team' ? audience.agentId : audience.visitorId;
    const now = Date.now();
    if (now - (this.#toldTypingAt.get(who) ?? 0) < TYPING_EVERY_MS) return false;
    this.#toldTypingAt.set(who, now);
    return true;
  }

  /** Whoever asks for a Room must mean this one. */
  #expect(room: RoomKey): void {
    if (roomName(room) !== this.ctx.id.name) throw new Error('This call was meant for another Room');
  }

  /** Whether one more would be too many, of all or of one agent's. Before it is, those that are over make room. */
  #isFull(audience: Audience, now: number): boolean {
    const isFull = () =>
      this.#sockets.open().length >= MOST_SOCKETS[audience.room] ||
      (audience.room === 'team' && this.#sockets.open(audience.agentId).length >= MOST_SOCKETS.agent);
    if (isFull()) this.#sockets.closeOver(now);
    return isFull();
  }

  async #wakeBy(at: number): Promise<void> {
    this.#wakesAt ??= (await this.ctx.storage.getAlarm()) ?? Number.POSITIVE_INFINITY;
    if (this.#wakesAt <= at) return;
    this.#wakesAt = at;
    await this.ctx.storage.setAlarm(at);
  }
}

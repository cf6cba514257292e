import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb';
import { SupportedMethod, SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
} from '@eventstore/db-client/generated/streams_pb';
import {
  type Metadata,
  type sendUnaryData,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerReadableStream,
  type ServiceError,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { answerAppend, answerBatches } from './answering-appends';
import { answerRead, answerSubscription, type ReadCall } from './answering-reads';
import { Faults, type Rpc } from './faults';
import { DoubleLog } from './log';
import { refusals, uuidOf } from './messages';

export type DoubleOptions = Readonly<{
  log?: DoubleLog;
  /** User and password; with TLS only. */
  users?: Readonly<Record<string, string>>;
  tls?: Readonly<{ key: string; certificate: string }>;
}>;

export type Call = Readonly<{ rpc: Rpc; requiresLeader: boolean; authorization: string | undefined }>;

/**
 * Speaks the protocol of EventStoreDB on loopback, with the client's own message classes, and misbehaves as told. It
 * proves how the adapter deals with the protocol and with faults; nothing about durability, elections or speed.
 */
export class EventStoreDbDouble {
  readonly log: DoubleLog;
  readonly calls: Call[] = [];
  readonly faults = new Faults(() => this.crash());
  /** Reads and subscriptions that nobody has let go of. */
  openReads = 0;
  port = 0;
  /** It is a follower: whoever insists on the leader is sent there. */
  leaderPort: number | undefined;
  private server: Server | undefined;
  private subscriptions = new AbortController();

  constructor(private readonly options: DoubleOptions = {}) {
    this.log = options.log ?? new DoubleLog();
  }

  /** Again on the same port after a crash; the log is what it was. */
  async start(): Promise<this> {
    const server = new Server();
    server.addService(StreamsService, this.streams());
    server.addService(ServerFeaturesService, { getSupportedMethods: this.features });
    server.addService(GossipService, { read: this.gossip });
    const { tls } = this.options;
    const credentials =
      tls === undefined
        ? ServerCredentials.createInsecure()
        : ServerCredentials.createSsl(null, [
            { private_key: Buffer.from(tls.key), cert_chain: Buffer.from(tls.certificate) },
          ]);
    this.port = await new Promise<number>((resolve, reject) => {
      server.bindAsync(`127.0.0.1:${this.port}`, credentials, (error, port) =>
        error === null ? resolve(port) : reject(error),
      );
    });
    this.server = server;
    return this;
  }

  async restart(): Promise<void> {
    if (this.server === undefined) await this.start();
  }

  /** Every connection is cut in the middle of whatever it carries. */
  crash(): void {
    this.server?.forceShutdown();
    this.server = undefined;
    this.endSubscriptions();
  }

  /** As a server does that is stopped in good order: the subscriptions just end. */
  endSubscriptions(): void {
    this.subscriptions.abort();
    this.subscriptions = new AbortController();
  }

  private streams(): UntypedServiceImplementation {
    const unanswered = (_: unknown, answer: sendUnaryData<never>) => answer(refusals.denied());
    return {
      append: (call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>) =>
        void answerAppend(call, answer, this.parts('append', call.metadata)),
      batchAppend: (call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>) =>
        void answerBatches(call, this.parts('batch', call.metadata)),
      read: (call: ReadCall) => void this.read(call),
      delete: unanswered,
      tombstone: unanswered,
    };
  }

  private async read(call: ReadCall): Promise<void> {
    const rpc = call.request.getOptions()?.hasSubscription() === true ? 'subscribe' : 'read';
    const { log, faults, refusal } = this.parts(rpc, call.metadata);
    const fail = (error: ServiceError): void => void call.emit('error', error);
    this.openReads += 1;
    let isOpen = true;
    const over = (): void => {
      if (isOpen) this.openReads -= 1;
      isOpen = false;
    };
    call.on('cancelled', over);
    if (refusal !== undefined) fail(refusal);
    else if (!(await faults.strike(rpc, 'before', fail))) return;
    else if (rpc === 'read') await answerRead(call, log);
    else await answerSubscription(call, { log, faults, signal: this.subscriptions.signal });
    over();
  }

  private parts(rpc: Rpc, metadata: Metadata) {
    const requiresLeader = metadata.get('requires-leader')[0] === 'true';
    const authorization = metadata.get('authorization')[0]?.toString();
    this.calls.push({ rpc, requiresLeader, authorization });
    const redirected =
      requiresLeader && this.leaderPort !== undefined ? refusals.notLeader(this.leaderPort) : undefined;
    return { log: this.log, faults: this.faults, refusal: this.unauthorised(authorization) ?? redirected };
  }

  private unauthorised(authorization: string | undefined): ServiceError | undefined {
    const { users } = this.options;
    if (users === undefined) return undefined;
    if (authorization === undefined) return refusals.denied();
    const [user = '', ...password] = Buffer.from(authorization.replace(/^Basic /, ''), 'base64')
      .toString()
      .split(':');
    return users[user] === password.join(':') ? undefined : refusals.stranger();
  }

  private readonly features = (_: unknown, answer: sendUnaryData<SupportedMethods>): void => {
    const supported = new SupportedMethods();
    supported.setEventStoreServerVersion('24.10.0');
    for (const name of ['read', 'append', 'batchappend', 'delete', 'tombstone']) {
      const method = new SupportedMethod();
      method.setServiceName('event_store.client.streams.streams');
      method.setMethodName(name);
      supported.addMethods(method);
    }
    answer(null, supported);
  };

  private readonly gossip = (_: unknown, answer: sendUnaryData<ClusterInfo>): void => {
    const [info, member, place] = [new ClusterInfo(), new MemberInfo(), new EndPoint()];
    place.setAddress('127.0.0.1');
    place.setPort(this.leaderPort ?? this.port);
    member.setInstanceId(uuidOf(crypto.randomUUID()));
    member.setTimeStamp('0');
    member.setState(MemberInfo.VNodeState.LEADER);
    member.setIsAlive(true);
    member.setHttpEndPoint(place);
    info.addMembers(member);
    answer(null, info);
  };
}

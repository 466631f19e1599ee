import { Server, ServerCredentials } from '@grpc/grpc-js';
import features from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js';
import featureMessages from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js';
import streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import newer from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/streams_grpc_pb.js';
import { appendServices } from '#stores/kurrentdb/stand-in/append-services';
import { Relay } from '#stores/kurrentdb/stand-in/relay';
import type { Moods, Served } from '#stores/kurrentdb/stand-in/served';
import { StandInLog } from '#stores/kurrentdb/stand-in/stand-in-log';
import { streamServices } from '#stores/kurrentdb/stand-in/stream-services';

export interface StandInOptions {
  /** What it says it is: 26.1.0 when not given. It has the appends that this version has. */
  readonly version?: string;
  /** The memory of a stand-in that was stopped. */
  readonly log?: StandInLog;
  readonly port?: number;
  /** The server's own setting; 64 MiB when not given, where the server's default is 1 MiB. */
  readonly maximumAppendBytes?: number;
}

const mebibyte = 1024 * 1024;
const longestMessage = 272 * mebibyte;

/**
 * A stand-in for a KurrentDB server: speaks its protocol on a port of this machine, from the stubs that the
 * client package ships, and obeys the server's documented rules. It is no KurrentDB: it keeps nothing on
 * disk, has no users, no cluster, no projections, and shows nothing about a real server's speed or faults.
 */
export class StandInForKurrentDb {
  log: StandInLog;
  readonly moods: Moods = {
    cutAppends: undefined,
    cutReadsAfter: undefined,
    denies: {},
    clockAheadMs: 0,
  };
  private readonly server: Server;
  private relay: Relay | undefined;

  private constructor(log: StandInLog) {
    this.log = log;
    this.server = new Server({
      'grpc.max_receive_message_length': longestMessage,
      'grpc.max_send_message_length': longestMessage,
    });
  }

  static async start(options: StandInOptions = {}): Promise<StandInForKurrentDb> {
    const standIn = new StandInForKurrentDb(options.log ?? new StandInLog());
    standIn.serve(options.version ?? '26.1.0', options.maximumAppendBytes ?? 64 * mebibyte);
    const port = await new Promise<number>((resolve, reject) => {
      standIn.server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
        error === null ? resolve(bound) : reject(error),
      );
    });
    standIn.relay = await Relay.open(options.port ?? 0, port);
    return standIn;
  }

  get port(): number {
    return this.relay?.port ?? 0;
  }

  get url(): string {
    return `kurrentdb://127.0.0.1:${this.port}?tls=false`;
  }

  /** Begins anew with an empty log, as another server would at the same place. */
  forget(): void {
    this.log = new StandInLog();
  }

  /** Cuts every connection as a network would. New ones are taken. */
  cut(): void {
    this.relay?.cut();
  }

  /** Ends at once, as a server that is killed. Its memory is in `log`. */
  async stop(): Promise<void> {
    await this.relay?.close();
    this.server.forceShutdown();
  }

  private serve(version: string, maximumAppendBytes: number): void {
    const logNow = (): StandInLog => this.log;
    const served: Served = {
      get log() {
        return logNow();
      },
      moods: this.moods,
      maximumAppendBytes,
      now: () => Date.now() + this.moods.clockAheadMs,
      cut: () => this.cut(),
    };
    this.server.addService(streams.StreamsService, streamServices(served));
    this.server.addService(newer.StreamsServiceService, appendServices(served));
    this.server.addService(features.ServerFeaturesService, {
      getSupportedMethods: (_call: unknown, callback: (error: null, answer: unknown) => void) =>
        callback(null, supportedBy(version)),
    });
  }
}

/** What a server of a version says that it can do, as far as our client asks. */
function supportedBy(version: string): featureMessages.SupportedMethods {
  const methods = new featureMessages.SupportedMethods();
  methods.setEventStoreServerVersion(version);
  const number = Number.parseFloat(version);
  const newService = 'kurrentdb.protocol.v2.streams.streamsservice';
  addMethod(methods, 'event_store.client.streams.streams', 'read', ['position', 'events']);
  addMethod(methods, 'event_store.client.streams.streams', 'append', []);
  if (number >= 25.1) addMethod(methods, newService, 'appendsession', []);
  if (number >= 26.1) addMethod(methods, newService, 'appendrecords', []);
  return methods;
}

function addMethod(
  methods: featureMessages.SupportedMethods,
  service: string,
  name: string,
  features_: readonly string[],
): void {
  const method = new featureMessages.SupportedMethod();
  method.setServiceName(service);
  method.setMethodName(name);
  method.setFeaturesList([...features_]);
  methods.addMethods(method);
}

import { describe } from '@jest/globals';
import { describeAnswers } from '#eventing/conformance-answers';
import { describeAppends } from '#eventing/conformance-appends';
import { describeConcurrency } from '#eventing/conformance-concurrency';
import { describeChains } from '#eventing/conformance-chains';
import type { OpenStoreUnderTest } from '#eventing/conformance-fixture';
import { describePayloads } from '#eventing/conformance-payloads';
import { describeReading } from '#eventing/conformance-reading';
import { describeSubscriptions } from '#eventing/conformance-subscriptions';
import { describeTime } from '#eventing/conformance-time';

/**
 * The whole specification of an event store, as examples. An adapter's spec calls this and nothing is left
 * out: what one store promises, every store promises.
 *
 * @param open opens an empty store under a clock; each example gets one of its own
 */
export function behavesLikeAnEventStore(name: string, open: OpenStoreUnderTest): void {
  describe(`${name}, as an event store`, () => {
    describeAppends(open);
    describeAnswers(open);
    describeChains(open);
    describeReading(open);
    describeTime(open);
    describeSubscriptions(open);
    describePayloads(open);
    describeConcurrency(open);
  });
}

import { systemClock } from '#eventing/clock';
import type { EventStore } from '#eventing/event-store';
import { storeAddress } from '#settings/addresses';
import { openStore } from '#settings/opening';

/** Opens a store by its address, as an operator gives it: `sqlite:FOLDER`, or the URL of a server. */
export async function openAt(address: string): Promise<EventStore> {
  return openStore(storeAddress(address, '--store'), 'real', { clock: systemClock });
}

/** Under which the look at the workers' queue is found; null where they have none. */
export const queuesHere = 'tallystick:queues';

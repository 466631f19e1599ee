/** For a route at which passwords could be tried: so many from one address, and then a wait. */
export const slowly = { rateLimit: { max: 10, timeWindow: 60_000 } } as const;

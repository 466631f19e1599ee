/** For a route at which passwords could be tried: so many from one address, and then a wait. */
export const slowly = { rateLimit: { max: 10, timeWindow: 60_000 } } as const;

/**
 * For a route at which nothing can be tried, and which a whole council may come to from one address at
 * nine.
 */
export const briskly = { rateLimit: { max: 120, timeWindow: 60_000 } } as const;

import { createHash } from 'node:crypto';
import type { FastifyHelmetOptions } from '@fastify/helmet';

/**
 * The one script that stands in a page itself: the design system's template says by it that scripts run,
 * before anything is drawn. It is allowed by its hash; anything else has to come from our own files.
 */
const inlineScript =
  "document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '');";

const aYearSeconds = 365 * 86_400;

/** What a browser is told to let a page of ours do: nothing but what it needs, and nothing from elsewhere. */
export function securityHeaders(): FastifyHelmetOptions {
  const hash = createHash('sha256').update(inlineScript).digest('base64');
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", `'sha256-${hash}'`],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    // For this address alone: what else lives under it is not ours to decide.
    strictTransportSecurity: { maxAge: aYearSeconds, includeSubDomains: false },
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  };
}

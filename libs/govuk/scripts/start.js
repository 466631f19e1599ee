// Starts what the pages have of scripts. Every page works without it. The build puts a file beside this one in the
// place of each package.
import { initAll } from 'govuk-frontend';
import { initAll as initAllOfMoj } from '@ministryofjustice/frontend';
import { watchSession } from './stay-signed-in.js';

initAll();
initAllOfMoj();
watchSession();

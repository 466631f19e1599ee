import { dayOf } from './filling-in.js';

/** What the form of an import is answered with, for a register of this one project: `Signs,all,£100`. */
export function registerOf(project: string): Readonly<Record<string, string | File>> {
  return {
    register: new File([`Project,Priority,Cost\n${project}`], 'register.csv'),
    source: 'home-office',
    fundingType: 'revenue',
    ...dayOf('decidedOn', '2011-03-08'),
    reference: 'Register of 2011/12',
    leadOfficer: 'lead-1',
    leadAgency: 'youth-trust',
  };
}

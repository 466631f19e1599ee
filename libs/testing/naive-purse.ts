export interface Line {
  readonly project: string;
  readonly decision: string;
  unpaid: number;
  subject: number;
}

export interface Payment {
  readonly purse: Purse;
  readonly amount: number;
  met: [Line, number][];
  /** What it took of what was subject to funding. */
  waited: [Line, number][];
  over: number;
  reversed: boolean;
}

export class Purse {
  confirmed = 0;
  expected = 0;
  carriedIn = 0;
  carriedOut = 0;
  lapsed = 0;
  virements = 0;
  swaps = 0;
  received = 0;
  priorYear = 0;
  spent = 0;
  reserves: { reserve: string; amount: number }[] = [];
  lines: Line[] = [];

  get reserved(): number {
    return this.reserves.reduce((sum, { amount }) => sum + amount, 0);
  }

  get committed(): number {
    return this.lines.reduce((sum, { unpaid }) => sum + unpaid, 0);
  }

  get subject(): number {
    return this.lines.reduce((sum, { subject }) => sum + subject, 0);
  }

  /** Rule 8, and what was taken back of years that are closed. */
  get balance(): number {
    const { confirmed, carriedIn, carriedOut, lapsed, virements, swaps, received, priorYear } = this;
    const came = confirmed + carriedIn - carriedOut - lapsed + virements + swaps + received + priorYear;
    return came - this.reserved - this.committed - this.spent;
  }

  line(project: string, decision: string): Line {
    const known = this.lines.find((line) => line.project === project && line.decision === decision);
    if (known !== undefined) return known;
    const line = { project, decision, unpaid: 0, subject: 0 };
    this.lines.push(line);
    return line;
  }

  reserve(id: string): { reserve: string; amount: number } {
    const known = this.reserves.find(({ reserve }) => reserve === id);
    if (known !== undefined) return known;
    const reserve = { reserve: id, amount: 0 };
    this.reserves.push(reserve);
    return reserve;
  }

  cover(): void {
    for (const line of this.lines) {
      const amount = Math.max(0, Math.min(line.subject, this.balance));
      line.subject -= amount;
      line.unpaid += amount;
    }
  }

  /** What of each line has money behind it: what is lacking falls on the newest first. */
  covered(): Map<Line, number> {
    const covered = new Map<Line, number>();
    let lacking = Math.max(0, -this.balance);
    for (const line of this.lines.toReversed()) {
      const share = Math.min(lacking, line.unpaid);
      covered.set(line, line.unpaid - share);
      lacking -= share;
    }
    return covered;
  }
}

export function release(purse: Purse, project: string, amount: number): void {
  let left = amount;
  for (const line of purse.lines.filter((one) => one.project === project).toReversed()) {
    for (const part of ['subject', 'unpaid'] as const) {
      const share = Math.min(left, line[part]);
      line[part] -= share;
      left -= share;
    }
  }
}

export function takeOver(purse: Purse, left: Purse): void {
  purse.carriedIn += left.carriedIn;
  for (const { reserve, amount } of left.reserves) purse.reserve(reserve).amount += amount;
  for (const { project, decision, unpaid, subject } of left.lines) {
    const line = purse.line(project, decision);
    line.unpaid += unpaid;
    line.subject += subject;
  }
}

export function closePurse(purse: Purse, left: Purse, asked: number): void {
  const unspent = purse.balance + purse.reserved + purse.committed;
  const carried = unspent < 0 ? unspent : asked;
  let spare = Math.max(0, carried - purse.committed);
  for (const { reserve, amount } of purse.reserves) {
    const share = Math.min(spare, amount);
    if (share > 0) left.reserve(reserve).amount += share;
    spare -= share;
  }
  left.lines = purse.lines.filter(({ unpaid, subject }) => unpaid + subject > 0);
  left.lines = structuredClone(left.lines);
  left.carriedIn = carried;
  purse.carriedOut += carried;
  purse.lapsed += unspent - carried;
  purse.expected = 0;
  purse.reserves = [];
  for (const line of purse.lines) Object.assign(line, { unpaid: 0, subject: 0 });
}

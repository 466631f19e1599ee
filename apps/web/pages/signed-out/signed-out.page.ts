import { Controller, Get, Inject } from '@nestjs/common';
import { SignInFailed } from '#sign-in/identity-provider';
import { Everyone } from '../../access/rules.js';
import { WaysIn } from '../../access/ways-in.js';
import { Page } from '../../answering/page.js';

/** Said to who came with a work account: signed out here, and not there. */
@Controller('signed-out')
@Everyone()
export class SignedOutPage {
  private readonly ways: WaysIn;

  constructor(@Inject(WaysIn) ways: WaysIn) {
    this.ways = ways;
  }

  @Get()
  async show(): Promise<Page> {
    const elsewhere = await this.ways.workAccounts?.provider.signOutAddress().catch(unlessAway);
    const { workAccountName } = this.ways;
    return new Page('signed-out/signed-out.njk', { title: 'You are signed out', elsewhere, workAccountName });
  }
}

/** The way there is left out while nobody answers there. */
function unlessAway(error: unknown): undefined {
  if (!(error instanceof SignInFailed)) throw error;
}

import { Controller, Get, Inject } from '@nestjs/common';
import { DataPlace } from '#reads/data-place';
import { Everyone } from '../../access/rules.js';
import { SeeOther } from '../../answering/page.js';

@Controller('sign-in')
@Everyone()
export class SignInPage {
  private readonly place: DataPlace;
  constructor(@Inject(DataPlace) place: DataPlace) {
    this.place = place;
  }

  @Get()
  show(): SeeOther {
    return new SeeOther(this.place.kind === 'example' ? '/look' : '/');
  }
}

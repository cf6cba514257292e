import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { demoState, type DemoState } from '@app/contracts/desk';
import { DemoLoader } from '@worker/demo/demo-loader';
import { Answers } from './answered';
import { FromTheLog } from './read-your-writes';

@Controller('api/demo')
export class DemoController {
  constructor(@Inject(DemoLoader) private readonly loader: DemoLoader) {}

  @Get()
  @FromTheLog()
  @Answers(demoState)
  state(): Promise<DemoState> {
    return this.loader.state();
  }

  // Starts the loading and returns at once; `GET` shows how far it has come. On a store with data in it, it does nothing.
  @Post()
  @HttpCode(200)
  @Answers(demoState)
  load(): Promise<DemoState> {
    return this.loader.begin();
  }
}

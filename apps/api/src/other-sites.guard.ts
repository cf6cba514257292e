import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Problem } from '@app/kernel/problem';

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/**
 * A page of any other site may have the browser of this machine send a form here, and nobody has to sign in. Browsers say
 * where a request comes from in a header that no page can set; programs do not send it.
 */
export class OtherSitesStayOut implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { method, headers } = context.switchToHttp().getRequest<FastifyRequest>();
    const from = headers['sec-fetch-site'];
    if (READS.has(method) || from === undefined || from === 'same-origin' || from === 'none') return true;
    throw new Problem('from-another-site');
  }
}

import { dateOf } from '@app/kernel/business-date';
import { historyOf } from '@test/support/credit-files';
import { specFor } from '@test/support/given-when-then';
import { draft, propose, publish, shippedAs } from '@test/support/policy-commands';
import type { PolicyCommand } from './commands';
import { policyVersions } from './decider';
import { inForceOn, noVersions } from './policy-versions';

const after = (...commands: PolicyCommand[]) => specFor(policyVersions)(...historyOf(policyVersions, commands));
const bolder = draft({ stance: 'sales' });
const published = [propose(), publish()];

describe('publishing a version', () => {
  test('takes one who proposes it and another who puts it in force', () => {
    const { authority: _, shipped: _shipped, ...data } = publish().data;
    after(propose())
      .when(publish())
      .then({ type: 'PolicyVersionPublished', data: { ...data, proposedBy: 'analyst-li' } });
  });

  test('is refused to whoever proposed it', () =>
    after(propose(draft(), { proposedBy: 'approver-wang' }))
      .when(publish())
      .thenProblem('own-policy'));

  test('is refused to a role without the authority', () =>
    after(propose())
      .when(publish(draft(), { publishedBy: 'sales-zhou' }))
      .thenProblem('role-may-not'));

  test('is refused before anybody has proposed it', () => after().when(publish()).thenProblem('policy-not-proposed'));

  test('is refused for other content than was proposed, with the first difference', () => {
    const decided = after(propose()).when(publish(bolder)).decided;
    expect(decided).toThrow(
      expect.objectContaining({
        code: 'same-id-other-content',
        facts: { id: 'house 1', before: 'stance balanced', now: 'stance sales' },
      }) as Error,
    );
  });

  test('is refused for a day that has passed, and taken for today', () => {
    const on = dateOf('2026-03-02');
    const from = (validFrom: string) => after(propose()).when(publish(draft(), { validFrom: dateOf(validFrom), on }));
    from('2026-03-01').thenProblem('valid-from-past');
    expect(from('2026-03-02').decided()).toHaveLength(1);
  });

  test('a second time with the same content does nothing, whoever asks and on whichever day', () =>
    after(...published)
      .when(publish(draft(), { publishedBy: 'director-liu', on: dateOf('2026-04-01') }))
      .thenNothing());

  test.each([
    ['other content', publish(bolder)],
    ['another day', publish(draft(), { validFrom: dateOf('2026-05-01') })],
    ['another reason', publish(draft(), { why: '别的原因' })],
  ])('again with %s is refused: it never changes', (_, command) =>
    after(...published)
      .when(command)
      .thenProblem('same-id-other-content'),
  );

  test('goes up: a lower or an equal number of the same policy is refused, another policy has its own numbers', () => {
    const third = draft({ version: 3 });
    const given = [propose(third), publish(third)];
    after(...given)
      .when(propose(draft({ version: 2 })))
      .thenProblem('version-not-rising');
    expect(
      after(...given)
        .when(propose(draft({ version: 4 })))
        .decided(),
    ).toHaveLength(1);
    expect(
      after(...given)
        .when(propose(draft({ id: 'other', version: 1 })))
        .decided(),
    ).toHaveLength(1);
  });
});

describe('a proposal', () => {
  test('may be replaced until it is published, and is not recorded twice', () => {
    after(propose()).when(propose()).thenNothing();
    expect(after(propose()).when(propose(bolder)).decided()).toHaveLength(1);
    after(...published)
      .when(propose())
      .thenNothing();
    after(...published)
      .when(propose(bolder))
      .thenProblem('same-id-other-content');
  });
});

describe('a version that XAY was delivered with', () => {
  const shipped = [shippedAs(draft()), shippedAs(draft({ version: 2 }))];

  test('counts as published: the same number with other content is refused', () =>
    after().when(propose(bolder, { shipped })).thenProblem('same-id-other-content'));

  test('may be put in force as it is', () =>
    expect(after(propose(draft(), { shipped })).when(publish(draft(), { shipped })).decided()).toHaveLength(1));

  test('stands in front of numbers between them and above them', () => {
    const gap = [shippedAs(draft({ version: 5 }))];
    after()
      .when(propose(draft({ version: 4 }), { shipped: gap }))
      .thenProblem('version-not-rising');
    expect(
      after()
        .when(propose(draft({ version: 6 }), { shipped: gap }))
        .decided(),
    ).toHaveLength(1);
  });
});

describe('the version in force', () => {
  const of = (version: number, validFrom: string): PolicyCommand[] => [
    propose(draft({ version })),
    publish(draft({ version }), { validFrom: dateOf(validFrom) }),
  ];
  const versions = (...commands: PolicyCommand[]) =>
    historyOf(policyVersions, commands).reduce(policyVersions.evolve, noVersions);
  const on = (day: string, ...commands: PolicyCommand[]) => inForceOn(versions(...commands), dateOf(day))?.version;

  test('is nobody’s before anything was published', () => expect(on('2026-03-02')).toBeUndefined());

  test('changes on its day and not the day before', () => {
    const story = [...of(1, '2026-03-02'), ...of(2, '2026-04-01')];
    expect([on('2026-03-01', ...story), on('2026-03-31', ...story), on('2026-04-01', ...story)]).toEqual([
      undefined,
      1,
      2,
    ]);
  });

  test('is that with the latest day, also when another was published after it', () => {
    const story = [...of(1, '2026-05-01'), ...of(2, '2026-04-01')];
    expect([on('2026-04-30', ...story), on('2026-05-01', ...story)]).toEqual([2, 1]);
  });

  test('is the one published last of two with the same day', () =>
    expect(on('2026-04-01', ...of(1, '2026-04-01'), ...of(2, '2026-04-01'))).toBe(2));
});

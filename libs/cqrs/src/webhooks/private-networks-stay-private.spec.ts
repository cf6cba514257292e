import { hostname } from 'node:os';
import type { LookupAddress } from 'node:dns';
import { isPrivate, namesPrivateHost, PrivateAddress, publicLookup } from './public-address';

describe('an address', () => {
  test.each([
    ...['127.0.0.1', '127.255.255.255', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254'],
    ...['0.0.0.0', '100.64.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', 'fe80::1', 'fd00::1', 'fc00::1'],
    ...['::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', 'ff02::1'],
  ])('%s is private', (address) => expect(isPrivate(address)).toBe(true));

  test.each([
    '8.8.8.8',
    '172.15.255.255',
    '172.32.0.1',
    '11.0.0.1',
    '192.167.1.1',
    '2606:4700::1111',
    '::ffff:8.8.8.8',
  ])('%s is public', (address) => expect(isPrivate(address)).toBe(false));
});

describe('a host', () => {
  const hostOf = (url: string): string => new URL(url).hostname;
  test.each([
    ...[
      'http://localhost/',
      'http://LOCALHOST./',
      'http://a.localhost/',
      'http://127.1/',
      'http://0x7f000001/',
      'http://017700000001/',
    ],
    ...[
      'http://2130706433/',
      'http://[::1]/',
      'http://[::ffff:7f00:1]/',
      'http://printer.local/',
      'http://db.internal/',
    ],
  ])('of %s is private without any look into the DNS', (url) => expect(namesPrivateHost(hostOf(url))).toBe(true));

  test.each(['https://example.com/', 'https://localhost.example.com/', 'http://8.8.8.8/', 'http://mylocal/'])(
    'of %s may be public',
    (url) => expect(namesPrivateHost(hostOf(url))).toBe(false),
  );
});

describe('a name', () => {
  const found = (name: string, all: boolean): Promise<unknown> =>
    new Promise((resolve, reject) => {
      publicLookup(name, { all }, (error, address: string | LookupAddress[]) => {
        if (error === null) resolve(address);
        else reject(error);
      });
    });

  test.each(['localhost', hostname()])(
    '%s that leads to this machine is refused by the connection itself',
    async (name) => {
      await expect(found(name, true)).rejects.toThrow(PrivateAddress);
      await expect(found(name, false)).rejects.toThrow(PrivateAddress);
    },
  );

  test('that leads nowhere is told as what it is', () =>
    expect(found('nowhere.invalid', true)).rejects.toMatchObject({ syscall: 'getaddrinfo' }));

  test('that leads to a public address is found as always, in the form that was asked for', async () => {
    expect(await found('8.8.8.8', true)).toEqual([{ address: '8.8.8.8', family: 4 }]);
    expect(await found('8.8.8.8', false)).toBe('8.8.8.8');
  });
});

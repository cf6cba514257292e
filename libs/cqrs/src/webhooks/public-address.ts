import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

// What the IANA registries of special-purpose addresses take out of the public network, in CIDR.
const SPECIAL = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4', '::/127', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23'],
  ...['2001:db8::/32', '2002::/16', '3fff::/20', '5f00::/16', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
];

const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

const special = new BlockList();
for (const range of SPECIAL) {
  const [net = '', bits] = range.split('/');
  special.addSubnet(net, Number(bits), family(net));
}

/** An IPv4 address written as an IPv6 one counts as what it is. */
export const isPrivate = (address: string): boolean => special.check(address, family(address));

export class PrivateAddress extends Error {
  readonly code = 'private-address';
}

/** A host that names this machine or a private network without any look into the DNS: brackets and all, as it stands in a URL. */
export const namesPrivateHost = (hostname: string): boolean => {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) !== 0) return isPrivate(host);
  return /(^|\.)(localhost|local|internal|home\.arpa)\.?$/i.test(host);
};

/**
 * Finds addresses as always, and refuses a name when any of them is private. It is what the connection itself asks, so that
 * nobody can answer once for the check and otherwise for the connection.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    // What there is beside an error is nothing, whatever the types say.
    if (error !== null) {
      callback(error, []);
      return;
    }
    const [first] = addresses;
    if (first === undefined || addresses.some(({ address }) => isPrivate(address)))
      callback(new PrivateAddress(`${hostname} is private`), []);
    else if (options.all === true) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

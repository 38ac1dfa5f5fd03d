/**
 * A `fetch` that connects to public addresses only, for hosts that people name. The address is checked as it is
 * resolved for the connection, so a name server that answers differently the next time gains nothing.
 */
import { lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { createSteadyFetch, type SteadyFetch } from './steady-fetch.ts';

/** https://www.iana.org/assignments/iana-ipv4-special-registry */
const special4 = (
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 ' +
  '192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4'
).split(' ');

/** Global unicast, and how networks without IPv4 reach it: https://www.rfc-editor.org/rfc/rfc6052 */
const global6 = ['2000::/3', '64:ff9b::/96'];

/** Of those: https://www.iana.org/assignments/iana-ipv6-special-registry */
const special6 = [
  ...['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
  ...special4.map((network) =>
    network.replace(/(.*)\/(\d+)/, (_, ip, bits) => `64:ff9b::${ip}/${96 + Number(bits)}`),
  ),
];

function listOf(networks: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits), family);
  }
  return list;
}

// A list for each family: a shared one would match IPv4 addresses with IPv6 networks, too.
const closed4 = listOf(special4, 'ipv4');
const closed6 = listOf(special6, 'ipv6');
const open6 = listOf(global6, 'ipv6');

export function isPublicAddress(address: string): boolean {
  const plain = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address)?.[1] ?? address;
  const family = isIP(plain);
  if (family === 4) return !closed4.check(plain, 'ipv4');
  return family === 6 && open6.check(plain, 'ipv6') && !closed6.check(plain, 'ipv6');
}

/** `resolve` gives a name's addresses; the system's own way unless given. The fetch rejects for others. */
export function createPublicFetch(resolve: LookupFunction = systemLookup): SteadyFetch {
  const lookup: LookupFunction = (host, options, callback) => {
    resolve(host, options, (error, found, family) => {
      const addresses = Array.isArray(found) ? found.map(({ address }) => address) : [found];
      if (error === null && !addresses.every(isPublicAddress)) {
        callback(new Error(`${host} resolves to an address that is not public`), found, family);
      } else callback(error, found, family);
    });
  };
  const steadyFetch = createSteadyFetch({ connect: { lookup } });
  return async (input, init) => {
    const { hostname } = new URL(input instanceof URL ? input : String(input));
    // An address in place of a name is never resolved.
    const literal = hostname.replace(/^\[|\]$/g, '');
    if (isIP(literal) !== 0 && !isPublicAddress(literal)) throw new TypeError(`${hostname} is not public`);
    return steadyFetch(input, init);
  };
}

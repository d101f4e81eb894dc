/**
 * Words by which the companion knows products that open other people's TLS, in the names of those who
 * sign. They are the list of Interceptors in the host; a test holds the two together. A report keeps
 * them: the verdict rests on them, and they name a maker and nobody else.
 */
export const PRODUCTS = Object.freeze([
  // gateways and filters of schools, offices and parents
  'barracuda',
  'blocksi',
  'blue coat',
  'check point',
  'cisco umbrella',
  'opendns',
  'contentkeeper',
  'covenant eyes',
  'fortinet',
  'fortigate',
  'goguardian',
  'iboss',
  'lightspeed',
  'linewize',
  'net nanny',
  'netskope',
  'palo alto networks',
  'qustodio',
  'securly',
  'smoothwall',
  'sonicwall',
  'sophos',
  'untangle',
  'watchguard',
  'zscaler',
  // antivirus programs and blockers on the machine itself
  'adguard',
  'avast web/mail shield',
  'avg web/mail shield',
  'avg technologies',
  'bitdefender',
  'dr.web',
  'eset ssl filter',
  'kaspersky',
  'mcafee web gateway',
  'norton web/mail shield',
  // tools that look into one's own traffic
  'charles proxy',
  'do_not_trust_fiddlerroot',
  'mitmproxy',
]);

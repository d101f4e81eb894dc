// What the tests use of the library `ws`, which brings no types. Node has a WebSocket of its own from 22 on.
declare module 'ws' {
  import type { EventEmitter } from 'node:events';
  export class WebSocket extends EventEmitter {
    constructor(address: string, options?: { perMessageDeflate?: boolean; maxPayload?: number });
    send(text: string): void;
    close(): void;
  }
}

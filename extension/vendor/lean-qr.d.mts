// The types of lean-qr.mjs, which come with its package. Never compiled.
export { correction, generate, mode } from 'lean-qr';

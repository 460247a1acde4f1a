export { checkMessage } from './check-message.ts';
export { checkView } from './check-view.ts';
export { limits } from './limits.ts';
export type { Finding } from './finding.ts';

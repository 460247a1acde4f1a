export { checkMessage } from './check-message.ts';
export { checkView } from './check-view.ts';
export { limits } from './limits.ts';

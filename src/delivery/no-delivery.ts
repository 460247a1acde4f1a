import type { Delivery } from './create-delivery.ts';

/** Of an instance that leaves it to others. */
export const NO_DELIVERY: Delivery = {
  wake: () => {},
  idle: async () => {},
  state: () => true,
  stop: async () => {},
};

import type { FlowPlan } from '../models/flow.ts';
import { bankTemplate } from './template-bank.ts';
import { clinicTemplate } from './template-clinic.ts';
import { gameTemplate } from './template-game.ts';
import { returningTemplate } from './template-returning.ts';
import { saasTemplate } from './template-saas.ts';
import { shopTemplate } from './template-shop.ts';

/** Flows to begin with. */
export const FLOW_TEMPLATES: Readonly<Record<'shop' | 'bank' | 'saas' | 'clinic' | 'game' | 'returning', FlowPlan>> = {
  shop: shopTemplate,
  bank: bankTemplate,
  saas: saasTemplate,
  clinic: clinicTemplate,
  game: gameTemplate,
  returning: returningTemplate,
};

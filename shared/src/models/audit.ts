import * as z from 'zod/mini';
import { AgentId } from './ids.ts';

/** Every kind of change that the audit log tells of. Whoever adds one gives it words in the inbox's settings. */
export const AuditWhat = z.enum([
  'workspace.renamed',
  'workspace.origins_changed',
  'workspace.identity_mode_changed',
  'workspace.rating_scale_changed',
  'workspace.promises_changed',
  'workspace.bot_changed',
  'workspace.help_changed',
  'model.changed',
  'model.removed',
  'embeddings_model.changed',
  'embeddings_model.removed',
  'hours.changed',
  'notice.set',
  'notice.ended',
  'identity_secret.created',
  'identity_secret.revoked',
  'invitation.sent',
  'invitation.sent_again',
  'invitation.revoked',
  'invitation.accepted',
  'agent.role_changed',
  'agent.removed',
  'agent.left',
  'agent.renamed',
  'team.created',
  'team.renamed',
  'team.members_changed',
  'team.removed',
  'team.restored',
  'account.password_changed',
  'account.authenticator_added',
  'account.authenticator_removed',
  'account.recovery_codes_renewed',
  'account.recovery_code_used',
  'account.passkey_added',
  'account.passkey_removed',
  'tag.created',
  'tag.changed',
  'tag.removed',
  'view.shared',
  'view.changed',
  'view.removed',
  'views.ordered',
  'saved_reply.created',
  'saved_reply.changed',
  'saved_reply.removed',
  'macro.created',
  'macro.changed',
  'macro.removed',
  'target.created',
  'target.changed',
  'target.removed',
  'mail.domain_added',
  'mail.domain_removed',
  'flow.created',
  'flow.changed',
  'flow.removed',
  'experiment.changed',
  'experiment.started',
  'experiment.ended',
  'experiment.removed',
  'export.begun',
  'visitor.changed',
  'visitor.merged',
  'visitor.parted',
  'visitor.erased',
  'visitor.exported',
  'collection.created',
  'collection.changed',
  'collection.removed',
  'article.created',
  'articles.imported',
  'site_import.begun',
  'article.changed',
  'article.published',
  'article.unpublished',
  'article.removed',
  'article.restored',
]);
export type AuditWhat = z.infer<typeof AuditWhat>;

/** What it was about, by the name that it had then, and what it was before and after. Never a secret. */
export const AuditDetails = z.object({
  subject: z.optional(z.string()),
  from: z.optional(z.nullable(z.string())),
  to: z.optional(z.nullable(z.string())),
});
export type AuditDetails = z.infer<typeof AuditDetails>;

/** A line of the log as managers see it. */
export const AuditEntry = z.object({
  id: z.int(),
  at: z.iso.datetime(),
  agentId: z.nullable(AgentId),
  what: AuditWhat,
  details: AuditDetails,
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** Newest first. `next`: where the following page begins, if there is one. */
export const AuditPage = z.object({ entries: z.array(AuditEntry), next: z.nullable(z.int()) });
export type AuditPage = z.infer<typeof AuditPage>;

"use strict";
var __spreadArray = (this && this.__spreadArray) || function (to, from, pack) {
    if (pack || arguments.length === 2) for (var i = 0, l = from.length, ar; i < l; i++) {
        if (ar || !(i in from)) {
            if (!ar) ar = Array.prototype.slice.call(from, 0, i);
            ar[i] = from[i];
        }
    }
    return to.concat(ar || Array.prototype.slice.call(from));
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.GateName = exports.PostStatus = exports.Settings = exports.AdAccountFacts = exports.TeamFacts = exports.AccountFacts = exports.MemberFacts = exports.AdAccountRole = exports.TeamMembership = exports.Assignment = exports.CredentialMode = exports.PostingAccess = exports.Grant = exports.ClientAccess = exports.Role = exports.EnterpriseRole = exports.AgencyRole = exports.RoleModel = exports.AdAccountId = exports.TeamId = exports.AccountId = exports.MemberId = void 0;
/**
 * The facts that a decision rests on: who the members are, what they were given, which accounts there are.
 * They are schemas and types at once; the workspace's records extend them and the workspace file is made of
 * them, so that the extension, the command line and the sync server ask the engine the same question.
 */
var z = require("zod/mini");
/** An identifier: what a person, a file or a server may hand us, short and printable. */
var identifier = z.string().check(z.regex(/^[\w.:-]{1,64}$/, 'must be 1 to 64 letters, digits, or . _ : -'));
exports.MemberId = identifier.brand();
exports.AccountId = identifier.brand();
exports.TeamId = identifier.brand();
exports.AdAccountId = identifier.brand();
exports.RoleModel = z.enum(['agency', 'enterprise']);
exports.AgencyRole = z.enum(['owner', 'admin', 'editor', 'client']);
exports.EnterpriseRole = z.enum(['administrator', 'editor', 'contentCreator', 'moderator', 'viewOnly']);
exports.Role = z.enum(__spreadArray(__spreadArray([], exports.AgencyRole.options, true), ['administrator', 'contentCreator', 'moderator', 'viewOnly'], false));
/** How much of the agency model a client may do. */
exports.ClientAccess = z.enum(['read', 'posting', 'full']);
/** What an owner may hand to a single admin beyond the role. */
exports.Grant = z.enum(['addAccounts', 'removeAccounts']);
exports.PostingAccess = z.enum(['full', 'needsApproval']);
/** Whose API credentials send the post. Neither choice changes the name that readers see. */
exports.CredentialMode = z.enum(['owner', 'member']);
/** One account that a member of the agency model works on, and how. */
exports.Assignment = z.object({
    accountId: exports.AccountId,
    posting: z._default(exports.PostingAccess, 'needsApproval'),
    credentials: z._default(exports.CredentialMode, 'owner'),
    /** Only clients pass the client gate, and only where this is on. */
    approves: z._default(z.boolean(), false),
});
/** One team of the enterprise model that a member is on. A role given here replaces the base role there. */
exports.TeamMembership = z.object({
    teamId: exports.TeamId,
    accountRoles: z._default(z.record(exports.AccountId, exports.EnterpriseRole), {}),
});
exports.AdAccountRole = z.enum(['none', 'analyst', 'promoter', 'advertiser']);
exports.MemberFacts = z.object({
    id: exports.MemberId,
    name: z.string().check(z.minLength(1), z.maxLength(200)),
    role: exports.Role,
    clientAccess: z.optional(exports.ClientAccess),
    grants: z._default(z.array(exports.Grant), []),
    addOns: z._default(z.array(z.enum(['teamLeader'])), []),
    accounts: z._default(z.array(exports.Assignment), []),
    teams: z._default(z.array(exports.TeamMembership), []),
    adAccounts: z._default(z.array(z.object({ adAccountId: exports.AdAccountId, role: exports.AdAccountRole })), []),
    twoFactor: z._default(z.boolean(), false),
    suspended: z._default(z.boolean(), false),
    /** ISO 8601 with a zone; from that moment on the member is denied everything. */
    expiresAt: z.optional(z.iso.datetime({ offset: true })),
});
exports.AccountFacts = z.object({
    id: exports.AccountId,
    network: z.string().check(z.minLength(1), z.maxLength(40)),
    handle: z.string().check(z.minLength(1), z.maxLength(300)),
    name: z.string().check(z.minLength(1), z.maxLength(200)),
    addedBy: z.optional(exports.MemberId),
});
exports.TeamFacts = z.object({
    id: exports.TeamId,
    name: z.string().check(z.minLength(1), z.maxLength(200)),
    accountIds: z._default(z.array(exports.AccountId), []),
});
exports.AdAccountFacts = z.object({
    id: exports.AdAccountId,
    name: z.string().check(z.minLength(1), z.maxLength(200)),
    network: z.string().check(z.minLength(1), z.maxLength(40)),
});
exports.Settings = z.object({
    separationOfDuties: z._default(z.boolean(), false),
    ownPostsOnly: z._default(z.boolean(), false),
    labelsInContext: z._default(z.boolean(), false),
    teamLeadersManageLabels: z._default(z.boolean(), true),
    requireTwoFactor: z._default(z.array(exports.Role), []),
});
exports.PostStatus = z.enum([
    'draft',
    'awaitingApproval',
    'declined',
    'scheduled',
    'publishing',
    'published',
    'failed',
]);
/** The two gates of the agency model: the team's own, then the client's. */
exports.GateName = z.enum(['team', 'client']);

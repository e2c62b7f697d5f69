// Generated from ui/openapi.json by `npm run types`. Do not edit.

export interface paths {
    "/api/assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Assign
         * @description Assign an owner and set a due date.
         */
        post: operations["assign"];
        /**
         * Unassign
         * @description Take the assignment away.
         */
        delete: operations["unassign"];
        options?: never;
        head?: never;
        /**
         * Change Assignment
         * @description Change owner, ETA with its justification, or due date; the rest stays as it is.
         */
        patch: operations["change_assignment"];
        trace?: never;
    };
    "/api/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Coverage
         * @description List every look that was taken and how it ended.
         */
        get: operations["list_coverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/coverage/gaps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Gaps
         * @description List what could not be read, the most costly first: how many verdicts are unknown by it.
         */
        get: operations["list_gaps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/coverage/unmatched": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Unmatched
         * @description List scanner reports that name no resource we know.
         */
        get: operations["list_unmatched"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/decisions/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Decision History
         * @description List what was decided on one recommendation, the newest first.
         */
        get: operations["decision_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exemptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Exemptions
         * @description List the exemptions, revoked and expired ones included, the newest first.
         */
        get: operations["list_exemptions"];
        put?: never;
        /**
         * Exempt
         * @description Leave a recommendation out of account, for a resource, a resource group or an account.
         */
        post: operations["exempt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exemptions/{exemption_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke Exemption
         * @description Revoke an exemption: its recommendations return to their real state.
         */
        delete: operations["revoke_exemption"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Policies
         * @description List the policies in force with their verdicts by status.
         */
        get: operations["list_policies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/policies/{policy_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Policy Definition
         * @description Give a policy's definition: its text, clauses, cases and source.
         */
        get: operations["policy_definition"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run Query
         * @description Run KQL in a process of its own, within limits of time, memory and rows.
         */
        post: operations["run_query"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/query/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Query Schema
         * @description Give the tables that a query may read and their columns.
         */
        get: operations["query_schema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recommendations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Recommendations
         * @description List what is unhealthy, in page order, and count what is unknown.
         */
        get: operations["list_recommendations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recommendations.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download Recommendations
         * @description Stream every row that the filters leave as CSV.
         */
        get: operations["download_recommendations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recommendations/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Recommendation Facets
         * @description Count what each value of each filter would give, the other filters being as they are.
         */
        get: operations["recommendation_facets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recommendations/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Recommendation Query
         * @description Give the list as KQL, for *Open query*.
         */
        get: operations["recommendation_query"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recommendations/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Recommendation Summary
         * @description Give the cards above the list for this view and these filters.
         */
        get: operations["recommendation_summary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recommendations/{policy_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Recommendation For All Resources
         * @description Give a policy and its resources, one tab at a time. Exempted ones are not applicable.
         */
        get: operations["recommendation_for_all_resources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recommendations/{policy_id}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Recommendation Findings
         * @description List what scanners reported on the resource, the most severe first.
         */
        get: operations["recommendation_findings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recommendations/{policy_id}/item": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Recommendation Details
         * @description Give all that is known of one policy on one resource, whatever its verdict.
         */
        get: operations["recommendation_details"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/resources/item": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Resource Details
         * @description Give one resource with exposure, risk factors and verdicts.
         */
        get: operations["resource_details"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Session
         * @description Say who is signed in, and give the token that every change must carry.
         */
        get: operations["session"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Status
         * @description Say which snapshot is on show, how new it is and what it could not see.
         */
        get: operations["status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Account
         * @description One account that was looked at.
         */
        Account: {
            /** Account */
            account: string;
            /** Environment */
            environment: string;
            /**
             * Gaps
             * @description Looks that did not complete
             */
            gaps: number;
            /** Resources */
            resources: number;
            /**
             * Unknown
             * @description Unknown verdicts
             */
            unknown: number;
        };
        /**
         * AffectedResource
         * @description One resource on the for-all-resources page.
         */
        AffectedResource: {
            /** Assignment Version */
            assignment_version: number | null;
            /** At Least */
            at_least: boolean;
            /** Attack Paths */
            attack_paths: number;
            /** Changed At */
            changed_at: string | null;
            /** Due On */
            due_on: string | null;
            /** Eta On */
            eta_on: string | null;
            /** Exemption Id */
            exemption_id: string | null;
            /** Factors */
            factors: ("internet" | "anonymous" | "unencrypted" | "vuln" | "sensitive" | "critical" | "lateral" | "lateralSensitive")[];
            /** Missing */
            missing: components["schemas"]["Missing"][];
            /** Owner */
            owner: string | null;
            /**
             * Reason
             * @description Why it is not applicable or not known, in words
             */
            reason: string | null;
            resource: components["schemas"]["ResourceBrief"];
            /** Risk Level */
            risk_level: ("critical" | "high" | "medium" | "low" | "not_evaluated") | null;
            /**
             * Status
             * @enum {string}
             */
            status: "unassigned" | "on_time" | "overdue" | "exempted" | "completed" | "not_applicable" | "unknown";
            /** Suggested Owner */
            suggested_owner: string | null;
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "unhealthy" | "healthy" | "not_applicable" | "unknown";
        };
        /**
         * AllResources
         * @description One policy for all resources: the tab asked for, and the counts of all tabs.
         */
        AllResources: {
            counts: components["schemas"]["Counts"];
            /** Findings Query */
            findings_query: string | null;
            /** Items */
            items: components["schemas"]["AffectedResource"][];
            levels: components["schemas"]["Levels"];
            /**
             * Next
             * @description Pass as `after` to get the following page
             */
            next: string | null;
            policy: components["schemas"]["PolicyBrief"];
            /**
             * Query
             * @description All resources that this recommendation affects, as KQL
             */
            query: string;
            remediation: components["schemas"]["Remediation"];
            /**
             * Tab
             * @enum {string}
             */
            tab: "unhealthy" | "healthy" | "not_applicable" | "unknown";
            /** Tactics */
            tactics: components["schemas"]["Named"][];
            /** Techniques */
            techniques: components["schemas"]["Named"][];
            /**
             * Total
             * @description Items on all pages together
             */
            total: number;
            /**
             * Unknown
             * @description Verdicts that are not known. Filters on facts narrow it; those on risk, status, owner and dates do not, because nobody knows these of an unknown verdict
             */
            unknown: number;
        };
        /**
         * Assigned
         * @description The assignment as it is now.
         */
        Assigned: {
            assignment: components["schemas"]["Assignment"];
            /**
             * Decision Version
             * @description Send as `X-Seen-Version` with the next request
             */
            decision_version: number;
        };
        /**
         * Assignment
         * @description Who must fix what by when.
         */
        Assignment: {
            /**
             * Assigned At
             * Format: date-time
             */
            assigned_at: string;
            /** Assigned By */
            assigned_by: string;
            /**
             * Due On
             * Format: date
             */
            due_on: string;
            /** Eta On */
            eta_on: string | null;
            /** Grace */
            grace: boolean;
            /** Justification */
            justification: string | null;
            /** Owner */
            owner: string;
            /** Policy Id */
            policy_id: string;
            /** Resource Id */
            resource_id: string;
            /** Version */
            version: number;
        };
        /**
         * AttackPaths
         * @description Active attack paths. Where they were not evaluated, 0 says nothing.
         */
        AttackPaths: {
            /** Count */
            count: number;
            /** Evaluated */
            evaluated: boolean;
        };
        /**
         * BrokenPolicy
         * @description A policy file that cannot be used: nothing is judged by it.
         */
        BrokenPolicy: {
            /** File */
            file: string;
            /** Line */
            line: number;
            /** Problem */
            problem: string;
        };
        /**
         * ChangedAssignment
         * @description Change owner & due date. What is left out stays; the ETA never moves the due date.
         */
        ChangedAssignment: {
            /** Due On */
            due_on?: string | null;
            /** Eta On */
            eta_on?: string | null;
            /** Expected Version */
            expected_version?: number | null;
            /** Grace */
            grace?: boolean | null;
            /** Justification */
            justification?: string | null;
            /** Owner */
            owner?: string | null;
            /** Policy Id */
            policy_id: string;
            /** Resource Id */
            resource_id: string;
        };
        /**
         * Column
         * @description A column's name and KQL type.
         */
        Column: {
            /** Name */
            name: string;
            /** Type */
            type: string;
        };
        /**
         * Counts
         * @description Resources of one policy by tab. Exempted ones stand under `not_applicable` too.
         */
        Counts: {
            /** Exempted */
            exempted: number;
            /** Healthy */
            healthy: number;
            /** Not Applicable */
            not_applicable: number;
            /** Unhealthy */
            unhealthy: number;
            /** Unknown */
            unknown: number;
        };
        /**
         * Decided
         * @description Done.
         */
        Decided: {
            /** Decision Version */
            decision_version: number;
        };
        /**
         * Definition
         * @description A policy's definition: its text, its clauses and its cases.
         */
        Definition: {
            /** Applies To */
            applies_to: string;
            /** Assessment Key */
            assessment_key: string;
            /**
             * Cases
             * @description The cases beside it
             */
            cases: string | null;
            /** Catalogue */
            catalogue: string[];
            /** Category */
            category: string | null;
            /** Control */
            control: string | null;
            counts: components["schemas"]["Counts"];
            /** Description */
            description: string | null;
            /**
             * Environment
             * @enum {string}
             */
            environment: "Azure" | "AWS" | "GCP";
            /**
             * File
             * @description Within `policies/`; none: no longer in the library
             */
            file: string | null;
            /** Id */
            id: string;
            /** Implementation Effort */
            implementation_effort: string | null;
            /**
             * Kql
             * @description The query that decides instead of clauses
             */
            kql: string | null;
            /**
             * Maturity
             * @enum {string}
             */
            maturity: "ga" | "preview";
            /**
             * Not Applicable When
             * @description Clauses in the order they decide
             */
            not_applicable_when: string[];
            /** Query */
            query: string;
            /** Relevance */
            relevance: string[];
            remediation: components["schemas"]["Remediation"];
            /**
             * Severity
             * @enum {string}
             */
            severity: "critical" | "high" | "medium" | "low";
            /** Source */
            source: string | null;
            /** Standards */
            standards: string[];
            /** Tactics */
            tactics: components["schemas"]["Named"][];
            /** Techniques */
            techniques: components["schemas"]["Named"][];
            /**
             * Text
             * @description The file as people wrote it
             */
            text: string | null;
            /** Threats */
            threats: string[];
            /** Title */
            title: string;
            /** Unhealthy When */
            unhealthy_when: string[];
            /** User Impact */
            user_impact: string | null;
            /**
             * View
             * @enum {string}
             */
            view: "misconfiguration" | "vulnerability" | "secret";
        };
        /**
         * Details
         * @description One policy and one resource: all that its page shows.
         */
        Details: {
            /**
             * Assignment Version
             * @description Send back to change the assignment
             */
            assignment_version: number | null;
            /** At Least */
            at_least: boolean;
            /** Attack Paths */
            attack_paths: number;
            /** Attack Paths Evaluated */
            attack_paths_evaluated: boolean;
            /** Changed At */
            changed_at: string | null;
            /**
             * Clause
             * @description The line of the policy that decided
             */
            clause: string | null;
            /** Due On */
            due_on: string | null;
            /** Eta On */
            eta_on: string | null;
            /**
             * Evaluated At
             * Format: date-time
             */
            evaluated_at: string;
            /** Evidence */
            evidence: components["schemas"]["Evidence"][];
            /** @description The one in effect */
            exemption: components["schemas"]["Exemption"] | null;
            /**
             * Exemptions
             * @description All that match, narrowest first
             */
            exemptions: components["schemas"]["Exemption"][];
            /**
             * Factors
             * @description All that are true of the resource
             */
            factors: ("internet" | "anonymous" | "unencrypted" | "vuln" | "sensitive" | "critical" | "lateral" | "lateralSensitive")[];
            /** Factors Seen */
            factors_seen: components["schemas"]["FactorSeen"][];
            /** @description None: this recommendation has no findings */
            findings: components["schemas"]["Severities"] | null;
            /**
             * Freshness
             * @description `-` until assessments have a schedule
             */
            freshness: string;
            /** Grace */
            grace: boolean | null;
            /** History */
            history: components["schemas"]["Event"][];
            /** Justification */
            justification: string | null;
            /** Missing */
            missing: components["schemas"]["Missing"][];
            /** Owner */
            owner: string | null;
            /** Points */
            points: number | null;
            policy: components["schemas"]["PolicyBrief"];
            queries: components["schemas"]["Queries"];
            /** Reasons */
            reasons: components["schemas"]["Reason"][];
            remediation: components["schemas"]["Remediation"];
            resource: components["schemas"]["ResourceBrief"];
            /**
             * Risk Level
             * @description None: the verdict is not unhealthy
             */
            risk_level: ("critical" | "high" | "medium" | "low" | "not_evaluated") | null;
            scope: components["schemas"]["Scope"];
            /**
             * Status
             * @enum {string}
             */
            status: "unassigned" | "on_time" | "overdue" | "exempted" | "completed" | "not_applicable" | "unknown";
            /** Suggested Owner */
            suggested_owner: string | null;
            /** Tactics */
            tactics: components["schemas"]["Named"][];
            /** Techniques */
            techniques: components["schemas"]["Named"][];
            /**
             * Unseen
             * @description The factors behind `at_least`
             */
            unseen: ("internet" | "anonymous" | "unencrypted" | "vuln" | "sensitive" | "critical" | "lateral" | "lateralSensitive")[];
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "unhealthy" | "healthy" | "not_applicable" | "unknown";
        };
        /**
         * Event
         * @description One entry of the log of decisions.
         */
        Event: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** By */
            by: string;
            detail: components["schemas"]["JsonValue"];
            /** Kind */
            kind: string;
            /** Seq */
            seq: number;
        };
        /**
         * Evidence
         * @description A value at a path of a resource, on which a conclusion rests.
         */
        Evidence: {
            /** Path */
            path: string;
            /** Resource Id */
            resource_id: string;
            value: components["schemas"]["JsonValue"];
        };
        /**
         * Exempted
         * @description The exemption as it is now.
         */
        Exempted: {
            /** Decision Version */
            decision_version: number;
            exemption: components["schemas"]["Exemption"];
        };
        /**
         * Exemption
         * @description A decision to leave a recommendation out of account.
         */
        Exemption: {
            /**
             * Category
             * @enum {string}
             */
            category: "mitigated" | "waiver";
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
            /** Description */
            description: string;
            /** Expires At */
            expires_at: string | null;
            /** Id */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "resource" | "resource_group" | "account";
            /** Name */
            name: string;
            /** Policy Id */
            policy_id: string;
            /** Revoked At */
            revoked_at: string | null;
            /** Target */
            target: string;
            /** Version */
            version: number;
        };
        /**
         * Exposure
         * @description How far the resource can be reached from the internet.
         */
        Exposure: {
            /** Anonymous */
            anonymous: boolean | null;
            /** Evidence */
            evidence: components["schemas"]["Evidence"][];
            /** Missing */
            missing: components["schemas"]["Missing"][];
            /** @description What is open, each with the hops that open it */
            rules: components["schemas"]["JsonValue"];
            /** Unencrypted */
            unencrypted: boolean | null;
            /**
             * Width
             * @description wide, narrow, trusted, none; none: not evaluated
             */
            width: string | null;
        };
        /**
         * FacetValue
         * @description A value of a filter and how many rows it would give with the other filters as they are.
         */
        FacetValue: {
            /** Count */
            count: number;
            /**
             * Label
             * @description As people read it
             */
            label: string;
            /**
             * Value
             * @description As the filter takes it; empty: nobody, nothing
             */
            value: string;
        };
        /**
         * Facets
         * @description For each filter its values with counts; each is counted without its own filter.
         */
        Facets: {
            /** Account */
            account: components["schemas"]["FacetValue"][];
            /** Category */
            category: components["schemas"]["FacetValue"][];
            /** Due */
            due: components["schemas"]["FacetValue"][];
            /** Environment */
            environment: components["schemas"]["FacetValue"][];
            /** Exposed */
            exposed: components["schemas"]["FacetValue"][];
            /** Factor */
            factor: components["schemas"]["FacetValue"][];
            /** Maturity */
            maturity: components["schemas"]["FacetValue"][];
            /** Owner */
            owner: components["schemas"]["FacetValue"][];
            /** Policy Id */
            policy_id: components["schemas"]["FacetValue"][];
            /**
             * Resource Id
             * @description The 100 with most recommendations
             */
            resource_id: components["schemas"]["FacetValue"][];
            /** Resource Type */
            resource_type: components["schemas"]["FacetValue"][];
            /** Risk Level */
            risk_level: components["schemas"]["FacetValue"][];
            /** Severity */
            severity: components["schemas"]["FacetValue"][];
            /** Status */
            status: components["schemas"]["FacetValue"][];
            /** Tactic */
            tactic: components["schemas"]["FacetValue"][];
            /** View */
            view: components["schemas"]["FacetValue"][];
        };
        /**
         * FactorSeen
         * @description What is known of one risk factor of the resource.
         */
        FactorSeen: {
            /** Evidence */
            evidence: components["schemas"]["Evidence"][];
            /**
             * Factor
             * @enum {string}
             */
            factor: "internet" | "anonymous" | "unencrypted" | "vuln" | "sensitive" | "critical" | "lateral" | "lateralSensitive";
            /** Missing */
            missing: components["schemas"]["Missing"][];
            /**
             * Value
             * @description None: not evaluated, see `missing`
             */
            value: string | null;
        };
        /**
         * Finding
         * @description One thing that a scanner reported on the resource.
         */
        Finding: {
            /** Cvss */
            cvss: number | null;
            /** Description */
            description: string | null;
            details: components["schemas"]["JsonValue"];
            /** Finding */
            finding: string;
            /** Fixed Version */
            fixed_version: string | null;
            /** Id */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "vulnerability" | "secret";
            /** Known Exploited */
            known_exploited: boolean | null;
            /** Location */
            location: string | null;
            /** Package */
            package: string | null;
            /** Report Id */
            report_id: string;
            /** Scanner */
            scanner: string | null;
            /**
             * Severity
             * @enum {string}
             */
            severity: "critical" | "high" | "medium" | "low" | "unknown";
            /** Taken At */
            taken_at: string | null;
            /** Title */
            title: string | null;
            /** Url */
            url: string | null;
            /** Version */
            version: string | null;
        };
        /**
         * FlatPage
         * @description `group=flat`.
         */
        FlatPage: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            group: "flat";
            /** Items */
            items: components["schemas"]["Recommendation"][];
            /**
             * Next
             * @description Pass as `after` to get the following page
             */
            next: string | null;
            /**
             * Total
             * @description Items on all pages together
             */
            total: number;
            /**
             * Unknown
             * @description Verdicts that are not known. Filters on facts narrow it; those on risk, status, owner and dates do not, because nobody knows these of an unknown verdict
             */
            unknown: number;
        };
        /**
         * Gap
         * @description Something that could not be read, and what that costs.
         */
        Gap: {
            /** Account */
            account: string;
            /** Aspect */
            aspect: string;
            /**
             * Code
             * @description The provider's own
             */
            code: string;
            /**
             * Environment
             * @enum {string}
             */
            environment: "Azure" | "AWS" | "GCP";
            /**
             * Needs
             * @description The permission that would help; empty: none would
             */
            needs: string;
            /**
             * Outcome
             * @description `not_looked`: nobody tried
             */
            outcome: ("complete" | "partial" | "denied" | "throttled" | "failed" | "not_enabled" | "unsupported") | "not_looked";
            /**
             * Policies
             * @description Policies that cannot judge because of it
             */
            policies: number;
            /** Regions */
            regions: string[];
            /**
             * Resources
             * @description Seen there all the same
             */
            resources: number;
            /** Type */
            type: string;
            /**
             * Unknown
             * @description Verdicts that are unknown because of it
             */
            unknown: number;
        };
        JsonValue: unknown;
        /**
         * Levels
         * @description Open recommendations by risk level.
         */
        Levels: {
            /**
             * Critical
             * @default 0
             */
            critical: number;
            /**
             * High
             * @default 0
             */
            high: number;
            /**
             * Low
             * @default 0
             */
            low: number;
            /**
             * Medium
             * @default 0
             */
            medium: number;
            /**
             * Not Evaluated
             * @default 0
             */
            not_evaluated: number;
        };
        /**
         * ListQuery
         * @description The list as KQL.
         */
        ListQuery: {
            /**
             * Query
             * @description Gives the rows that the filters leave
             */
            query: string;
            /**
             * Whole
             * @description The whole list with governance status, Resource Graph's way
             */
            whole: string;
        };
        /**
         * Look
         * @description All looks at one aspect of one type in one region of one account.
         */
        Look: {
            /** Account */
            account: string;
            /** Aspect */
            aspect: string;
            /** Code */
            code: string;
            /** Count */
            count: number;
            /**
             * Environment
             * @enum {string}
             */
            environment: "Azure" | "AWS" | "GCP";
            /**
             * Looked At
             * Format: date-time
             */
            looked_at: string;
            /** Needs */
            needs: string;
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "complete" | "partial" | "denied" | "throttled" | "failed" | "not_enabled" | "unsupported";
            /** Region */
            region: string;
            /** Source */
            source: string;
            /** Type */
            type: string;
        };
        /**
         * Missing
         * @description What was not seen, why, and which permission would help.
         */
        Missing: {
            /** Aspect */
            aspect: string;
            /**
             * Code
             * @description The provider's own; empty: nobody says why
             */
            code: string;
            /**
             * Needs
             * @description The permission that the look takes
             */
            needs: string | null;
            /**
             * Outcome
             * @description How the look ended; none: nobody looked
             */
            outcome: string | null;
        };
        /**
         * Named
         * @description An ATT&CK tactic or technique.
         */
        Named: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Url */
            url: string | null;
        };
        /**
         * NewAssignment
         * @description Assign owner & set due date.
         */
        NewAssignment: {
            /**
             * Due On
             * Format: date
             */
            due_on: string;
            /**
             * Eta On
             * @description Needs `justification`
             */
            eta_on?: string | null;
            /**
             * Expected Version
             * @description `assignment_version` as last read, none if there was no assignment
             */
            expected_version?: number | null;
            /**
             * Grace
             * @default false
             */
            grace?: boolean;
            /** Justification */
            justification?: string | null;
            /**
             * Owner
             * @description An address, free text, or `unspecified`
             */
            owner: string;
            /** Policy Id */
            policy_id: string;
            /** Resource Id */
            resource_id: string;
        };
        /**
         * NewExemption
         * @description Exempt. A waiver needs a description.
         */
        NewExemption: {
            /**
             * Category
             * @enum {string}
             */
            category: "mitigated" | "waiver";
            /**
             * Description
             * @default
             */
            description?: string;
            /**
             * Expires At
             * @description Its effect ends at that instant
             */
            expires_at?: string | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "resource" | "resource_group" | "account";
            /** Name */
            name: string;
            /** Policy Id */
            policy_id: string;
            /**
             * Target
             * @description Resource id, resource group's scope id, or account
             */
            target: string;
        };
        /** Page[Event] */
        Page_Event_: {
            /** Items */
            items: components["schemas"]["Event"][];
            /**
             * Next
             * @description Pass as `after` to get the following page
             */
            next: string | null;
            /**
             * Total
             * @description Items on all pages together
             */
            total: number;
            /**
             * Unknown
             * @description Verdicts that are not known. Filters on facts narrow it; those on risk, status, owner and dates do not, because nobody knows these of an unknown verdict
             */
            unknown: number;
        };
        /** Page[Exemption] */
        Page_Exemption_: {
            /** Items */
            items: components["schemas"]["Exemption"][];
            /**
             * Next
             * @description Pass as `after` to get the following page
             */
            next: string | null;
            /**
             * Total
             * @description Items on all pages together
             */
            total: number;
            /**
             * Unknown
             * @description Verdicts that are not known. Filters on facts narrow it; those on risk, status, owner and dates do not, because nobody knows these of an unknown verdict
             */
            unknown: number;
        };
        /** Page[Finding] */
        Page_Finding_: {
            /** Items */
            items: components["schemas"]["Finding"][];
            /**
             * Next
             * @description Pass as `after` to get the following page
             */
            next: string | null;
            /**
             * Total
             * @description Items on all pages together
             */
            total: number;
            /**
             * Unknown
             * @description Verdicts that are not known. Filters on facts narrow it; those on risk, status, owner and dates do not, because nobody knows these of an unknown verdict
             */
            unknown: number;
        };
        /** Page[Gap] */
        Page_Gap_: {
            /** Items */
            items: components["schemas"]["Gap"][];
            /**
             * Next
             * @description Pass as `after` to get the following page
             */
            next: string | null;
            /**
             * Total
             * @description Items on all pages together
             */
            total: number;
            /**
             * Unknown
             * @description Verdicts that are not known. Filters on facts narrow it; those on risk, status, owner and dates do not, because nobody knows these of an unknown verdict
             */
            unknown: number;
        };
        /** Page[Look] */
        Page_Look_: {
            /** Items */
            items: components["schemas"]["Look"][];
            /**
             * Next
             * @description Pass as `after` to get the following page
             */
            next: string | null;
            /**
             * Total
             * @description Items on all pages together
             */
            total: number;
            /**
             * Unknown
             * @description Verdicts that are not known. Filters on facts narrow it; those on risk, status, owner and dates do not, because nobody knows these of an unknown verdict
             */
            unknown: number;
        };
        /** Page[UnmatchedReport] */
        Page_UnmatchedReport_: {
            /** Items */
            items: components["schemas"]["UnmatchedReport"][];
            /**
             * Next
             * @description Pass as `after` to get the following page
             */
            next: string | null;
            /**
             * Total
             * @description Items on all pages together
             */
            total: number;
            /**
             * Unknown
             * @description Verdicts that are not known. Filters on facts narrow it; those on risk, status, owner and dates do not, because nobody knows these of an unknown verdict
             */
            unknown: number;
        };
        /**
         * Point
         * @description The score of one day.
         */
        Point: {
            /**
             * Day
             * Format: date
             */
            day: string;
            /** Low */
            low: number | null;
            /** Score */
            score: number | null;
        };
        /**
         * Policies
         * @description The library that this snapshot was assessed with, and what of it is broken today.
         */
        Policies: {
            /** Broken */
            broken: components["schemas"]["BrokenPolicy"][];
            /** Items */
            items: components["schemas"]["PolicyRow"][];
            /**
             * Next
             * @description Pass as `after` to get the following page
             */
            next: string | null;
            /**
             * Total
             * @description Items on all pages together
             */
            total: number;
            /**
             * Unknown
             * @description Verdicts that are not known. Filters on facts narrow it; those on risk, status, owner and dates do not, because nobody knows these of an unknown verdict
             */
            unknown: number;
        };
        /**
         * PolicyBrief
         * @description A recommendation's definition, as `policies` has it.
         */
        PolicyBrief: {
            /** Applies To */
            applies_to: string;
            /** Assessment Key */
            assessment_key: string;
            /** Category */
            category: string | null;
            /** Control */
            control: string | null;
            /** Description */
            description: string | null;
            /**
             * Environment
             * @enum {string}
             */
            environment: "Azure" | "AWS" | "GCP";
            /** Id */
            id: string;
            /** Implementation Effort */
            implementation_effort: string | null;
            /**
             * Maturity
             * @enum {string}
             */
            maturity: "ga" | "preview";
            /**
             * Severity
             * @enum {string}
             */
            severity: "critical" | "high" | "medium" | "low";
            /** Source */
            source: string | null;
            /** Standards */
            standards: string[];
            /** Title */
            title: string;
            /** User Impact */
            user_impact: string | null;
            /**
             * View
             * @enum {string}
             */
            view: "misconfiguration" | "vulnerability" | "secret";
        };
        /**
         * PolicyRow
         * @description One policy in force, and its verdicts by status.
         */
        PolicyRow: {
            /** Applies To */
            applies_to: string;
            /** Assessment Key */
            assessment_key: string;
            /** Category */
            category: string | null;
            /** Control */
            control: string | null;
            counts: components["schemas"]["Counts"];
            /** Description */
            description: string | null;
            /**
             * Environment
             * @enum {string}
             */
            environment: "Azure" | "AWS" | "GCP";
            /** Id */
            id: string;
            /** Implementation Effort */
            implementation_effort: string | null;
            /**
             * Maturity
             * @enum {string}
             */
            maturity: "ga" | "preview";
            /**
             * Severity
             * @enum {string}
             */
            severity: "critical" | "high" | "medium" | "low";
            /** Source */
            source: string | null;
            /** Standards */
            standards: string[];
            /** Title */
            title: string;
            /** User Impact */
            user_impact: string | null;
            /**
             * View
             * @enum {string}
             */
            view: "misconfiguration" | "vulnerability" | "secret";
        };
        /**
         * Queries
         * @description The texts behind *Open query*.
         */
        Queries: {
            /**
             * Findings
             * @description Its security findings; none: it has none
             */
            findings: string | null;
            /**
             * Resource
             * @description This one row
             */
            resource: string;
            /**
             * Resources
             * @description All resources that this recommendation affects
             */
            resources: string;
        };
        /**
         * Query
         * @description KQL to run on what is on show.
         */
        Query: {
            /**
             * Limit
             * @default 1000
             */
            limit?: number;
            /** Query */
            query: string;
        };
        /**
         * Reason
         * @description One part of the sum behind a risk level, with its proof.
         */
        Reason: {
            /** Evidence */
            evidence: components["schemas"]["Evidence"][];
            /** Factor */
            factor: string | null;
            /**
             * Part
             * @description severity, likelihood, impact, path
             */
            part: string;
            /** Points */
            points: number;
            /** Why */
            why: string;
        };
        /**
         * Recommendation
         * @description One row of the flat list: an unhealthy verdict with its risk, status, owner and due date.
         */
        Recommendation: {
            /** Account */
            account: string;
            /**
             * At Least
             * @description A factor nobody saw could raise the level
             */
            at_least: boolean;
            /** Attack Paths */
            attack_paths: number;
            /** Category */
            category: string | null;
            /** Changed At */
            changed_at: string | null;
            /** Due On */
            due_on: string | null;
            /**
             * Environment
             * @enum {string}
             */
            environment: "Azure" | "AWS" | "GCP";
            /** Eta On */
            eta_on: string | null;
            /** Exemption Category */
            exemption_category: ("waiver" | "mitigated") | null;
            /** Exemption Id */
            exemption_id: string | null;
            /**
             * Exposed
             * @enum {string}
             */
            exposed: "yes" | "no" | "not_evaluated";
            /** Factors */
            factors: ("internet" | "anonymous" | "unencrypted" | "vuln" | "sensitive" | "critical" | "lateral" | "lateralSensitive")[];
            /** Grace */
            grace: boolean | null;
            /** Justification */
            justification: string | null;
            /**
             * Maturity
             * @enum {string}
             */
            maturity: "ga" | "preview";
            /** Owner */
            owner: string | null;
            /** Points */
            points: number | null;
            /** Policy Id */
            policy_id: string;
            /** Region */
            region: string | null;
            /** Resource Group */
            resource_group: string | null;
            /** Resource Id */
            resource_id: string;
            /** Resource Name */
            resource_name: string;
            /** Resource Type */
            resource_type: string;
            /**
             * Risk Level
             * @enum {string}
             */
            risk_level: "critical" | "high" | "medium" | "low" | "not_evaluated";
            /** Scope Id */
            scope_id: string;
            /**
             * Severity
             * @enum {string}
             */
            severity: "critical" | "high" | "medium" | "low";
            /**
             * Status
             * @enum {string}
             */
            status: "unassigned" | "on_time" | "overdue" | "exempted";
            /** Suggested Owner */
            suggested_owner: string | null;
            /**
             * Title
             * @example S3 buckets should block public access
             */
            title: string;
            /**
             * View
             * @enum {string}
             */
            view: "all" | "misconfiguration" | "vulnerability" | "secret";
        };
        /**
         * Refusal
         * @description The one shape of every error.
         */
        Refusal: {
            /** Code */
            code: string;
            /**
             * Column
             * @description Of a query that does not parse, from 1
             */
            column?: number | null;
            /**
             * Line
             * @description Of a query that does not parse, from 1
             */
            line?: number | null;
            /** Message */
            message: string;
            /**
             * Request Id
             * @description Of a fault that is ours: quote it
             */
            request_id?: string | null;
        };
        /**
         * Remediation
         * @description How to fix it.
         */
        Remediation: {
            /** Cli */
            cli: string | null;
            /** Manual */
            manual: string | null;
            /** Terraform */
            terraform: string | null;
        };
        /**
         * Resource
         * @description One resource in the provider's own words, and all that is concluded from it.
         */
        Resource: {
            /** Account */
            account: string;
            aspects: components["schemas"]["JsonValue"];
            /** Changed At */
            changed_at: string | null;
            /**
             * Environment
             * @enum {string}
             */
            environment: "Azure" | "AWS" | "GCP";
            /** @description None: never evaluated for this type */
            exposure: components["schemas"]["Exposure"] | null;
            /** Factors */
            factors: components["schemas"]["FactorSeen"][];
            /** First Seen At */
            first_seen_at: string | null;
            /** Id */
            id: string;
            identity: components["schemas"]["JsonValue"];
            /** Kind */
            kind: string | null;
            /**
             * Last Seen At
             * @description None: seen by the last look at it
             */
            last_seen_at: string | null;
            /** Location */
            location: string | null;
            /** Missing */
            missing: components["schemas"]["Missing"][];
            /** Name */
            name: string;
            properties: components["schemas"]["JsonValue"];
            /** Query */
            query: string;
            /** Region */
            region: string;
            /** Resource Group */
            resource_group: string | null;
            /** Scope Id */
            scope_id: string;
            sku: components["schemas"]["JsonValue"];
            tags: components["schemas"]["JsonValue"];
            /** Type */
            type: string;
            /** Verdicts */
            verdicts: components["schemas"]["ResourceVerdict"][];
        };
        /**
         * ResourceBrief
         * @description The resource that a verdict is about; or the account, where its listing did not complete.
         */
        ResourceBrief: {
            /** Account */
            account: string;
            /** Environment */
            environment: ("Azure" | "AWS" | "GCP") | null;
            /** Id */
            id: string;
            /**
             * Is Account
             * @description Stands for all resources of the type that nobody saw
             */
            is_account: boolean;
            /**
             * Last Seen At
             * @description None: seen by the last look at it
             */
            last_seen_at: string | null;
            /** Name */
            name: string;
            /** Region */
            region: string | null;
            /** Resource Group */
            resource_group: string | null;
            /** Type */
            type: string;
        };
        /**
         * ResourceGroup
         * @description One row by resource, and what the filters leave of its recommendations.
         */
        ResourceGroup: {
            /** Account */
            account: string;
            /** At Least */
            at_least: boolean;
            /** Attack Paths */
            attack_paths: number;
            /**
             * Environment
             * @enum {string}
             */
            environment: "Azure" | "AWS" | "GCP";
            /**
             * Exposed
             * @enum {string}
             */
            exposed: "yes" | "no" | "not_evaluated";
            /** Factors */
            factors: ("internet" | "anonymous" | "unencrypted" | "vuln" | "sensitive" | "critical" | "lateral" | "lateralSensitive")[];
            levels: components["schemas"]["Levels"];
            /** Owners */
            owners: string[];
            /** Recommendations */
            recommendations: number;
            /** Region */
            region: string | null;
            /** Resource Group */
            resource_group: string | null;
            /** Resource Id */
            resource_id: string;
            /** Resource Name */
            resource_name: string;
            /** Resource Type */
            resource_type: string;
            /**
             * Risk Level
             * @description The highest
             * @enum {string}
             */
            risk_level: "critical" | "high" | "medium" | "low" | "not_evaluated";
            /** Scope Id */
            scope_id: string;
            statuses: components["schemas"]["Statuses"];
            /**
             * Unknown
             * @description Unknown verdicts on this resource
             */
            unknown: number;
        };
        /**
         * ResourcePage
         * @description `group=resource`.
         */
        ResourcePage: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            group: "resource";
            /** Items */
            items: components["schemas"]["ResourceGroup"][];
            /**
             * Next
             * @description Pass as `after` to get the following page
             */
            next: string | null;
            /**
             * Total
             * @description Items on all pages together
             */
            total: number;
            /**
             * Unknown
             * @description Verdicts that are not known. Filters on facts narrow it; those on risk, status, owner and dates do not, because nobody knows these of an unknown verdict
             */
            unknown: number;
        };
        /**
         * ResourceVerdict
         * @description What one policy says of the resource.
         */
        ResourceVerdict: {
            /** Changed At */
            changed_at: string | null;
            /** Missing */
            missing: components["schemas"]["Missing"][];
            /** Policy Id */
            policy_id: string;
            /** Risk Level */
            risk_level: ("critical" | "high" | "medium" | "low" | "not_evaluated") | null;
            /**
             * Severity
             * @enum {string}
             */
            severity: "critical" | "high" | "medium" | "low";
            /**
             * Status
             * @enum {string}
             */
            status: "unhealthy" | "healthy" | "not_applicable" | "unknown";
            /** Title */
            title: string;
        };
        /**
         * Rows
         * @description What a query gives.
         */
        Rows: {
            /** Columns */
            columns: components["schemas"]["Column"][];
            /** Rows */
            rows: components["schemas"]["JsonValue"][][];
            /** Seconds */
            seconds: number;
            /**
             * Truncated
             * @description There are more rows than `limit`
             */
            truncated: boolean;
        };
        /**
         * Scan
         * @description A scan that is going on.
         */
        Scan: {
            /**
             * Began At
             * @description None: it waits
             */
            began_at: string | null;
            /**
             * Done
             * @description Units read
             */
            done: number;
            /** Id */
            id: string;
            /**
             * Message
             * @description What it is doing
             */
            message: string;
            /** State */
            state: string;
            /**
             * Total
             * @description None: it does not know yet
             */
            total: number | null;
        };
        /**
         * Schema
         * @description For completion.
         */
        Schema: {
            /** Tables */
            tables: components["schemas"]["TableSchema"][];
        };
        /**
         * Scope
         * @description What contains the resource.
         */
        Scope: {
            /** Account */
            account: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "resource_group" | "account";
            /** Scope Id */
            scope_id: string;
        };
        /**
         * ScoreCard
         * @description The cloud secure score. It follows view, environment and account, no other filter.
         */
        ScoreCard: {
            /**
             * Badge
             * @description In words, such as `Needs attention`
             */
            badge: string | null;
            /**
             * Delta
             * @description Against the oldest point of the last 7 days
             */
            delta: number | null;
            /** History */
            history: components["schemas"]["Point"][];
            /**
             * Low
             * @description If every unknown were open at Critical; none: unstated
             */
            low: number | null;
            /** Resources */
            resources: number;
            /**
             * Scope
             * @description Empty: everything; else an environment or an account
             */
            scope: string;
            /**
             * Score
             * @description 0 to 100; none: nothing to count
             */
            score: number | null;
            /** Unknown Resources */
            unknown_resources: number;
            /**
             * Unlisted
             * @description Never listed: why `low` is not stated
             */
            unlisted: string[];
            /**
             * View
             * @enum {string}
             */
            view: "all" | "misconfiguration" | "vulnerability" | "secret";
        };
        /**
         * Session
         * @description Who is signed in.
         */
        Session: {
            /**
             * Csrf Token
             * @description Send as `X-CSRF-Token` with every change
             */
            csrf_token: string;
            /** User */
            user: string;
        };
        /**
         * Severities
         * @description Findings by severity; `unknown` where the scanner does not say.
         */
        Severities: {
            /**
             * Critical
             * @default 0
             */
            critical: number;
            /**
             * High
             * @default 0
             */
            high: number;
            /**
             * Low
             * @default 0
             */
            low: number;
            /**
             * Medium
             * @default 0
             */
            medium: number;
            /**
             * Total
             * @default 0
             */
            total: number;
            /**
             * Unknown
             * @default 0
             */
            unknown: number;
        };
        /**
         * SnapshotBrief
         * @description The facts on show.
         */
        SnapshotBrief: {
            /**
             * Began At
             * Format: date-time
             */
            began_at: string;
            /** Id */
            id: string;
            /** Published At */
            published_at: string | null;
        };
        /**
         * Status
         * @description What every page rests on.
         */
        Status: {
            /** Accounts */
            accounts: components["schemas"]["Account"][];
            /** Decision Version */
            decision_version: number;
            /**
             * Gaps
             * @description Gaps in coverage: rows of `/api/coverage/gaps`
             */
            gaps: number;
            /**
             * Now
             * Format: date-time
             */
            now: string;
            scan: components["schemas"]["Scan"] | null;
            /** @description None: nothing was scanned yet */
            snapshot: components["schemas"]["SnapshotBrief"] | null;
            /**
             * Unknown
             * @description Unknown verdicts
             */
            unknown: number;
            /**
             * Unmatched
             * @description Reports that name no resource we know
             */
            unmatched: number;
        };
        /**
         * Statuses
         * @description Recommendations by status.
         */
        Statuses: {
            /**
             * Exempted
             * @default 0
             */
            exempted: number;
            /**
             * On Time
             * @default 0
             */
            on_time: number;
            /**
             * Overdue
             * @default 0
             */
            overdue: number;
            /**
             * Unassigned
             * @default 0
             */
            unassigned: number;
        };
        /**
         * Summary
         * @description The cards above the list, for its view and filters.
         */
        Summary: {
            attack_paths: components["schemas"]["AttackPaths"];
            levels: components["schemas"]["Levels"];
            /** Overdue */
            overdue: number;
            /** @description None: no score was computed for this scope */
            score: components["schemas"]["ScoreCard"] | null;
            statuses: components["schemas"]["Statuses"];
            /** Unknown */
            unknown: number;
        };
        /**
         * TableSchema
         * @description One table that KQL may read.
         */
        TableSchema: {
            /** Columns */
            columns: components["schemas"]["Column"][];
            /** Name */
            name: string;
        };
        /**
         * Title
         * @description One row by title: a policy and what the filters leave of its recommendations.
         */
        Title: {
            /**
             * Affected
             * @description Recommendations that the filters leave
             */
            affected: number;
            /** At Least */
            at_least: boolean;
            /** Attack Paths */
            attack_paths: number;
            /** Category */
            category: string | null;
            /**
             * Environment
             * @enum {string}
             */
            environment: "Azure" | "AWS" | "GCP";
            /**
             * Factors
             * @description Union over the rows
             */
            factors: ("internet" | "anonymous" | "unencrypted" | "vuln" | "sensitive" | "critical" | "lateral" | "lateralSensitive")[];
            levels: components["schemas"]["Levels"];
            /**
             * Maturity
             * @enum {string}
             */
            maturity: "ga" | "preview";
            /** Policy Id */
            policy_id: string;
            /** Resource Type */
            resource_type: string;
            /**
             * Risk Level
             * @description The highest
             * @enum {string}
             */
            risk_level: "critical" | "high" | "medium" | "low" | "not_evaluated";
            /**
             * Severity
             * @enum {string}
             */
            severity: "critical" | "high" | "medium" | "low";
            statuses: components["schemas"]["Statuses"];
            /** Title */
            title: string;
            /**
             * Total
             * @description Resources that the policy judged healthy or unhealthy
             */
            total: number;
            /**
             * Unknown
             * @description Unknown verdicts of this policy
             */
            unknown: number;
            /**
             * View
             * @enum {string}
             */
            view: "all" | "misconfiguration" | "vulnerability" | "secret";
        };
        /**
         * TitlePage
         * @description `group=title`.
         */
        TitlePage: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            group: "title";
            /** Items */
            items: components["schemas"]["Title"][];
            /**
             * Next
             * @description Pass as `after` to get the following page
             */
            next: string | null;
            /**
             * Total
             * @description Items on all pages together
             */
            total: number;
            /**
             * Unknown
             * @description Verdicts that are not known. Filters on facts narrow it; those on risk, status, owner and dates do not, because nobody knows these of an unknown verdict
             */
            unknown: number;
        };
        /**
         * UnmatchedReport
         * @description A scanner report that names no resource we know.
         */
        UnmatchedReport: {
            /** File */
            file: string;
            findings: components["schemas"]["Severities"];
            /** Id */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "vulnerability" | "secret";
            /** Scanner */
            scanner: string;
            /**
             * Taken At
             * Format: date-time
             */
            taken_at: string;
            /** Target */
            target: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    assign: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `decision_version` of the last change: what is shown has it */
                "x-seen-version"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAssignment"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assigned"];
                };
            };
            /** @description Refused: what is wrong, and where */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Our fault: logged under `request_id` */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    unassign: {
        parameters: {
            query: {
                policy_id: string;
                resource_id: string;
                expected_version?: number | null;
            };
            header?: {
                /** @description The `decision_version` of the last change: what is shown has it */
                "x-seen-version"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decided"];
                };
            };
            /** @description Refused: what is wrong, and where */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Our fault: logged under `request_id` */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    change_assignment: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `decision_version` of the last change: what is shown has it */
                "x-seen-version"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangedAssignment"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assigned"];
                };
            };
            /** @description Refused: what is wrong, and where */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Our fault: logged under `request_id` */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    list_coverage: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
                outcome?: ("complete" | "partial" | "denied" | "throttled" | "failed" | "not_enabled" | "unsupported")[];
                environment?: ("Azure" | "AWS" | "GCP")[];
                account?: string[];
                type?: string[];
            };
            header?: {
                /** @description The `decision_version` of the last change: what is shown has it */
                "x-seen-version"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Look_"];
                };
            };
            /** @description Refused: what is wrong, and where */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Our fault: logged under `request_id` */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    list_gaps: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
            header?: {
                /** @description The `decision_version` of the last change: what is shown has it */
                "x-seen-version"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Gap_"];
                };
            };
            /** @description Refused: what is wrong, and where */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Our fault: logged under `request_id` */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    list_unmatched: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
            header?: {
                /** @description The `decision_version` of the last change: what is shown has it */
                "x-seen-version"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_UnmatchedReport_"];
                };
            };
            /** @description Refused: what is wrong, and where */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Our fault: logged under `request_id` */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    decision_history: {
        parameters: {
            query: {
                policy_id: string;
                resource_id: string;
                after?: string;
                limit?: number;
            };
            header?: {
                /** @description The `decision_version` of the last change: what is shown has it */
                "x-seen-version"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Event_"];
                };
            };
            /** @description Refused: what is wrong, and where */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Our fault: logged under `request_id` */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    list_exemptions: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
            header?: {
                /** @description The `decision_version` of the last change: what is shown has it */
                "x-seen-version"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Exemption_"];
                };
            };
            /** @description Refused: what is wrong, and where */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Our fault: logged under `request_id` */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    exempt: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `decision_version` of the last change: what is shown has it */
                "x-seen-version"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewExemption"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exempted"];
                };
            };
            /** @description Refused: what is wrong, and where */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Our fault: logged under `request_id` */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    revoke_exemption: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `decision_version` of the last change: what is shown has it */
                "x-seen-version"?: number | null;
            };
            path: {
                exemption_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decided"];
                };
            };
            /** @description Refused: what is wrong, and where */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Our fault: logged under `request_id` */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    list_policies: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
            header?: {
                /** @description The `decision_version` of the last change: what is shown has it */
                "x-seen-version"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policies"];
                };
            };
            /** @description Refused: what is wrong, and where */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Our fault: logged under `request_id` */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    policy_definition: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `decision_version` of the last change: what is shown has it */
                "x-seen-version"?: number | null;
            };
            path: {
                policy_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Definition"];
                };
            };
            /** @description Refused: what is wrong, and where */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Our fault: logged under `request_id` */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    run_query: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `decision_version` of the last change: what is shown has it */
                "x-seen-version"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Query"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rows"];
                };
            };
            /** @description Refused: what is wrong, and where */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Our fault: logged under `request_id` */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    query_schema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schema"];
                };
            };
            /** @description Refused: what is wrong, and where */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Our fault: logged under `request_id` */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    list_recommendations: {
        parameters: {
            query?: {
                view?: "all" | "misconfiguration" | "vulnerability" | "secret";
                environment?: ("Azure" | "AWS" | "GCP")[];
                risk_level?: ("critical" | "high" | "medium" | "low" | "not_evaluated")[];
                factor?: ("internet" | "anonymous" | "unencrypted" | "vuln" | "sensitive" | "critical" | "lateral" | "lateralSensitive")[];
                exposed?: ("yes" | "no" | "not_evaluated")[];
                /** @description The workload */
                category?: ("compute" | "containers" | "data" | "identity" | "networking" | "app_services" | "serverless" | "api" | "ai" | "devops" | "key_management")[];
                /** @description Left out: all but exempted */
                status?: ("unassigned" | "on_time" | "overdue" | "exempted")[];
                severity?: ("critical" | "high" | "medium" | "low")[];
                maturity?: ("ga" | "preview")[];
                resource_type?: string[];
                account?: string[];
                /** @description Empty text: nobody */
                owner?: string[];
                due?: ("overdue" | "in_7_days" | "in_30_days" | "later" | "none")[];
                tactic?: ("Reconnaissance" | "Resource Development" | "Initial Access" | "Execution" | "Persistence" | "Privilege Escalation" | "Defense Evasion" | "Credential Access" | "Discovery" | "Lateral Movement" | "Collection" | "Command and Control" | "Exfiltration" | "Impact")[];
                policy_id?: string[];
                resource_id?: string[];
                /** @description In title or resource name, in any case */
                q?: string;
                group?: "flat" | "title" | "resource";
                /** @description With `-`: the other way round. `risk` is page order */
                sort?: "risk" | "-risk" | "title" | "-title" | "resource_name" | "-resource_name" | "resource_type" | "-resource_type" | "environment" | "-environment" | "account" | "-account" | "severity" | "-severity" | "attack_paths" | "-attack_paths" | "owner" | "-owner" | "status" | "-status" | "due_on" | "-due_on" | "changed_at" | "-changed_at" | "count" | "-count";
                after?: string;
                limit?: number;
            };
            header?: {
                /** @description The `decision_version` of the last change: what is shown has it */
                "x-seen-version"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlatPage"] | components["schemas"]["TitlePage"] | components["schemas"]["ResourcePage"];
                };
            };
            /** @description Refused: what is wrong, and where */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Our fault: logged under `request_id` */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    download_recommendations: {
        parameters: {
            query?: {
                view?: "all" | "misconfiguration" | "vulnerability" | "secret";
                environment?: ("Azure" | "AWS" | "GCP")[];
                risk_level?: ("critical" | "high" | "medium" | "low" | "not_evaluated")[];
                factor?: ("internet" | "anonymous" | "unencrypted" | "vuln" | "sensitive" | "critical" | "lateral" | "lateralSensitive")[];
                exposed?: ("yes" | "no" | "not_evaluated")[];
                /** @description The workload */
                category?: ("compute" | "containers" | "data" | "identity" | "networking" | "app_services" | "serverless" | "api" | "ai" | "devops" | "key_management")[];
                /** @description Left out: all but exempted */
                status?: ("unassigned" | "on_time" | "overdue" | "exempted")[];
                severity?: ("critical" | "high" | "medium" | "low")[];
                maturity?: ("ga" | "preview")[];
                resource_type?: string[];
                account?: string[];
                /** @description Empty text: nobody */
                owner?: string[];
                due?: ("overdue" | "in_7_days" | "in_30_days" | "later" | "none")[];
                tactic?: ("Reconnaissance" | "Resource Development" | "Initial Access" | "Execution" | "Persistence" | "Privilege Escalation" | "Defense Evasion" | "Credential Access" | "Discovery" | "Lateral Movement" | "Collection" | "Command and Control" | "Exfiltration" | "Impact")[];
                policy_id?: string[];
                resource_id?: string[];
                /** @description In title or resource name, in any case */
                q?: string;
            };
            header?: {
                /** @description The `decision_version` of the last change: what is shown has it */
                "x-seen-version"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Refused: what is wrong, and where */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Our fault: logged under `request_id` */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    recommendation_facets: {
        parameters: {
            query?: {
                view?: "all" | "misconfiguration" | "vulnerability" | "secret";
                environment?: ("Azure" | "AWS" | "GCP")[];
                risk_level?: ("critical" | "high" | "medium" | "low" | "not_evaluated")[];
                factor?: ("internet" | "anonymous" | "unencrypted" | "vuln" | "sensitive" | "critical" | "lateral" | "lateralSensitive")[];
                exposed?: ("yes" | "no" | "not_evaluated")[];
                /** @description The workload */
                category?: ("compute" | "containers" | "data" | "identity" | "networking" | "app_services" | "serverless" | "api" | "ai" | "devops" | "key_management")[];
                /** @description Left out: all but exempted */
                status?: ("unassigned" | "on_time" | "overdue" | "exempted")[];
                severity?: ("critical" | "high" | "medium" | "low")[];
                maturity?: ("ga" | "preview")[];
                resource_type?: string[];
                account?: string[];
                /** @description Empty text: nobody */
                owner?: string[];
                due?: ("overdue" | "in_7_days" | "in_30_days" | "later" | "none")[];
                tactic?: ("Reconnaissance" | "Resource Development" | "Initial Access" | "Execution" | "Persistence" | "Privilege Escalation" | "Defense Evasion" | "Credential Access" | "Discovery" | "Lateral Movement" | "Collection" | "Command and Control" | "Exfiltration" | "Impact")[];
                policy_id?: string[];
                resource_id?: string[];
                /** @description In title or resource name, in any case */
                q?: string;
            };
            header?: {
                /** @description The `decision_version` of the last change: what is shown has it */
                "x-seen-version"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Facets"];
                };
            };
            /** @description Refused: what is wrong, and where */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Our fault: logged under `request_id` */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    recommendation_query: {
        parameters: {
            query?: {
                view?: "all" | "misconfiguration" | "vulnerability" | "secret";
                environment?: ("Azure" | "AWS" | "GCP")[];
                risk_level?: ("critical" | "high" | "medium" | "low" | "not_evaluated")[];
                factor?: ("internet" | "anonymous" | "unencrypted" | "vuln" | "sensitive" | "critical" | "lateral" | "lateralSensitive")[];
                exposed?: ("yes" | "no" | "not_evaluated")[];
                /** @description The workload */
                category?: ("compute" | "containers" | "data" | "identity" | "networking" | "app_services" | "serverless" | "api" | "ai" | "devops" | "key_management")[];
                /** @description Left out: all but exempted */
                status?: ("unassigned" | "on_time" | "overdue" | "exempted")[];
                severity?: ("critical" | "high" | "medium" | "low")[];
                maturity?: ("ga" | "preview")[];
                resource_type?: string[];
                account?: string[];
                /** @description Empty text: nobody */
                owner?: string[];
                due?: ("overdue" | "in_7_days" | "in_30_days" | "later" | "none")[];
                tactic?: ("Reconnaissance" | "Resource Development" | "Initial Access" | "Execution" | "Persistence" | "Privilege Escalation" | "Defense Evasion" | "Credential Access" | "Discovery" | "Lateral Movement" | "Collection" | "Command and Control" | "Exfiltration" | "Impact")[];
                policy_id?: string[];
                resource_id?: string[];
                /** @description In title or resource name, in any case */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListQuery"];
                };
            };
            /** @description Refused: what is wrong, and where */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Our fault: logged under `request_id` */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    recommendation_summary: {
        parameters: {
            query?: {
                view?: "all" | "misconfiguration" | "vulnerability" | "secret";
                environment?: ("Azure" | "AWS" | "GCP")[];
                risk_level?: ("critical" | "high" | "medium" | "low" | "not_evaluated")[];
                factor?: ("internet" | "anonymous" | "unencrypted" | "vuln" | "sensitive" | "critical" | "lateral" | "lateralSensitive")[];
                exposed?: ("yes" | "no" | "not_evaluated")[];
                /** @description The workload */
                category?: ("compute" | "containers" | "data" | "identity" | "networking" | "app_services" | "serverless" | "api" | "ai" | "devops" | "key_management")[];
                /** @description Left out: all but exempted */
                status?: ("unassigned" | "on_time" | "overdue" | "exempted")[];
                severity?: ("critical" | "high" | "medium" | "low")[];
                maturity?: ("ga" | "preview")[];
                resource_type?: string[];
                account?: string[];
                /** @description Empty text: nobody */
                owner?: string[];
                due?: ("overdue" | "in_7_days" | "in_30_days" | "later" | "none")[];
                tactic?: ("Reconnaissance" | "Resource Development" | "Initial Access" | "Execution" | "Persistence" | "Privilege Escalation" | "Defense Evasion" | "Credential Access" | "Discovery" | "Lateral Movement" | "Collection" | "Command and Control" | "Exfiltration" | "Impact")[];
                policy_id?: string[];
                resource_id?: string[];
                /** @description In title or resource name, in any case */
                q?: string;
            };
            header?: {
                /** @description The `decision_version` of the last change: what is shown has it */
                "x-seen-version"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Summary"];
                };
            };
            /** @description Refused: what is wrong, and where */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Our fault: logged under `request_id` */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    recommendation_for_all_resources: {
        parameters: {
            query?: {
                status?: "unhealthy" | "healthy" | "not_applicable" | "unknown";
                after?: string;
                limit?: number;
            };
            header?: {
                /** @description The `decision_version` of the last change: what is shown has it */
                "x-seen-version"?: number | null;
            };
            path: {
                policy_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllResources"];
                };
            };
            /** @description Refused: what is wrong, and where */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Our fault: logged under `request_id` */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    recommendation_findings: {
        parameters: {
            query: {
                after?: string;
                limit?: number;
                resource_id: string;
                severity?: ("critical" | "high" | "medium" | "low" | "unknown")[];
                /** @description In id, title, package or location */
                q?: string;
            };
            header?: {
                /** @description The `decision_version` of the last change: what is shown has it */
                "x-seen-version"?: number | null;
            };
            path: {
                policy_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Finding_"];
                };
            };
            /** @description Refused: what is wrong, and where */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Our fault: logged under `request_id` */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    recommendation_details: {
        parameters: {
            query: {
                resource_id: string;
            };
            header?: {
                /** @description The `decision_version` of the last change: what is shown has it */
                "x-seen-version"?: number | null;
            };
            path: {
                policy_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Details"];
                };
            };
            /** @description Refused: what is wrong, and where */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Our fault: logged under `request_id` */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    resource_details: {
        parameters: {
            query: {
                id: string;
            };
            header?: {
                /** @description The `decision_version` of the last change: what is shown has it */
                "x-seen-version"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resource"];
                };
            };
            /** @description Refused: what is wrong, and where */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Our fault: logged under `request_id` */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Refused: what is wrong, and where */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Our fault: logged under `request_id` */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
            /** @description Refused: what is wrong, and where */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Our fault: logged under `request_id` */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
}

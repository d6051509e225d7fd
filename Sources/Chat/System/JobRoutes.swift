internal import Database
internal import Network
internal import Wire

/// Doors to the lists of jobs.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /api/v4/jobs | JobQueries.page | a `read_…_job` or read_jobs | |
/// | GET | /api/v4/jobs/{job_id} | JobQueries.find | that of the type | |
/// | GET | /api/v4/jobs/type/{type} | JobQueries.page | that of the type | |
struct JobRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("GET", "/api/v4/jobs", list)
        routes.signedIn("GET", "/api/v4/jobs/{job_id}", find)
        routes.signedIn("GET", "/api/v4/jobs/type/{job_type}", listOfType)
    }

    @Sendable func list(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let query = request.asked
        var types = JobType.all
        if let asked = query["job_type"], !asked.isEmpty {
            guard JobType.all.contains(asked) else { throw APIError.invalidURLParameter("job_type") }
            try context.access.system(to: JobType.permission(asked))
            types = [asked]
        } else {
            types = types.filter { context.access.may(JobType.permission($0)) }
            guard !types.isEmpty else { throw APIError.forbidden }
        }
        return try await answer(types, query)
    }

    @Sendable func listOfType(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let type = request.parameters[0]
        guard JobType.all.contains(type) else { throw APIError.invalidURLParameter("job_type") }
        try context.access.system(to: JobType.permission(type))
        return try await answer([type], request.asked)
    }

    private func answer(_ types: [String], _ query: Query) async throws -> HTTPResponse {
        let paging = Paging(query), status = query.text("status").isEmpty ? nil : query.text("status")
        let jobs = try await services.db.readOne { tx in
            try tx.jobs.page(types: types, status: status, limit: paging.perPage, offset: paging.page * paging.perPage)
        }
        return HTTPResponse(json: jobs)
    }

    @Sendable func find(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Job> = try request.id(0, "job_id")
        guard let job = try await services.db.readOne({ try $0.jobs.find(id.raw) }) else {
            try context.access.system(to: .readJobs)
            throw APIError.jobNotFound
        }
        try context.access.system(to: JobType.permission(job.type))
        return HTTPResponse(json: job)
    }
}

/// The kinds of jobs that there are in the contract, and who may see them.
enum JobType {
    static let all = [
        "data_retention", "message_export", "cli_message_export", "elasticsearch_post_indexing", "elasticsearch_post_aggregation",
        "elasticsearch_fix_channel_index", "ldap_sync", "migrations", "plugins", "expiry_notify", "product_notices", "active_users",
        "import_process", "import_delete", "export_process", "export_delete", "cloud", "resend_invitation_email", "extract_content",
        "last_accessible_post", "last_accessible_file", "upgrade_notify_admin", "trial_notify_admin", "post_persistent_notifications",
        "install_plugin_notify_admin", "hosted_purchase_screening", "s3_path_migration", "cleanup_desktop_tokens",
        "delete_empty_drafts_migration", "refresh_materialized_views", "delete_orphan_drafts_migration", "export_users_to_csv",
        "delete_dms_preferences_migration", "mobile_session_metadata", "access_control_sync", "push_proxy_auth", "recap",
        "delete_expired_posts", "autotranslation_recovery",
    ]

    static func permission(_ type: String) -> Permission {
        switch type {
        case "data_retention": .readDataRetentionJob
        case "message_export": .readComplianceExportJob
        case "elasticsearch_post_indexing": .readElasticsearchPostIndexingJob
        case "elasticsearch_post_aggregation": .readElasticsearchPostAggregationJob
        case "ldap_sync": .readLdapSyncJob
        default: .readJobs
        }
    }
}

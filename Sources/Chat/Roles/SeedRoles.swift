/// The roles of a fresh server, in the order in which a fresh Mattermost 11.6 lists them (golden: permissions 159).
enum SeedRoles {
    struct Seed {
        let name: String
        let isSchemeManaged: Bool
        let isBuiltIn: Bool
        /// Space-separated, as the column holds them.
        let permissions: String
    }

    static let all: [Seed] = [
        Seed(
            name: "team_post_all", isSchemeManaged: false, isBuiltIn: true,
            permissions: """
                create_post upload_file use_channel_mentions use_group_mentions
                """),
        Seed(
            name: "playbook_admin", isSchemeManaged: true, isBuiltIn: true,
            permissions: """
                playbook_private_manage_members playbook_private_manage_roles playbook_private_manage_properties \
                playbook_public_make_private playbook_public_manage_members playbook_public_manage_roles \
                playbook_public_manage_properties
                """),
        Seed(
            name: "channel_admin", isSchemeManaged: true, isBuiltIn: true,
            permissions: """
                use_group_mentions manage_public_channel_members upload_file manage_private_channel_auto_translation add_reaction \
                order_bookmark_private_channel add_bookmark_public_channel manage_public_channel_auto_translation \
                manage_channel_access_rules read_private_channel_groups manage_channel_roles add_bookmark_private_channel \
                read_public_channel_groups create_post delete_bookmark_private_channel delete_bookmark_public_channel \
                use_channel_mentions manage_private_channel_members remove_reaction manage_public_channel_banner \
                edit_bookmark_private_channel order_bookmark_public_channel edit_bookmark_public_channel \
                manage_private_channel_banner
                """),
        Seed(
            name: "team_user", isSchemeManaged: true, isBuiltIn: true,
            permissions: """
                playbook_private_create read_public_channel create_private_channel view_team playbook_public_create \
                create_public_channel list_team_channels join_public_channels add_user_to_team invite_user
                """),
        Seed(
            name: "shared_channel_manager", isSchemeManaged: false, isBuiltIn: true,
            permissions: """
                manage_shared_channels
                """),
        Seed(
            name: "secure_connection_manager", isSchemeManaged: false, isBuiltIn: true,
            permissions: """
                manage_secure_connections
                """),
        Seed(
            name: "run_member", isSchemeManaged: true, isBuiltIn: true,
            permissions: """
                run_view
                """),
        Seed(
            name: "custom_group_user", isSchemeManaged: false, isBuiltIn: false,
            permissions: """

                """),
        Seed(
            name: "channel_guest", isSchemeManaged: true, isBuiltIn: true,
            permissions: """
                remove_reaction edit_post read_channel upload_file create_post use_channel_mentions read_channel_content \
                add_reaction
                """),
        Seed(
            name: "channel_user", isSchemeManaged: true, isBuiltIn: true,
            permissions: """
                delete_public_channel add_bookmark_private_channel add_reaction use_channel_mentions use_group_mentions create_post \
                manage_public_channel_members read_private_channel_groups read_channel_content manage_private_channel_properties \
                manage_private_channel_members add_bookmark_public_channel read_channel manage_public_channel_properties \
                get_public_link delete_bookmark_private_channel edit_bookmark_private_channel remove_reaction upload_file \
                delete_post edit_post edit_bookmark_public_channel order_bookmark_public_channel read_public_channel_groups \
                delete_bookmark_public_channel delete_private_channel order_bookmark_private_channel
                """),
        Seed(
            name: "team_post_all_public", isSchemeManaged: false, isBuiltIn: true,
            permissions: """
                create_post_public use_channel_mentions use_group_mentions
                """),
        Seed(
            name: "system_admin", isSchemeManaged: true, isBuiltIn: true,
            permissions: """
                manage_oauth sysconsole_read_environment_developer manage_elasticsearch_post_indexing_job \
                sysconsole_write_site_notices revoke_user_access_token sysconsole_write_user_management_permissions \
                manage_public_channel_properties sysconsole_read_environment_image_proxy \
                sysconsole_write_authentication_guest_access list_users_without_team sysconsole_read_integrations_gif \
                sysconsole_read_authentication_saml sysconsole_write_environment_mobile_security \
                sysconsole_read_authentication_password edit_bookmark_public_channel read_audits \
                sysconsole_read_site_users_and_teams delete_post manage_system_wide_oauth \
                sysconsole_write_environment_high_availability get_public_link sysconsole_write_integrations_integration_management \
                sysconsole_read_environment_elasticsearch sysconsole_write_authentication_saml manage_own_slash_commands \
                sysconsole_read_site_public_links invalidate_caches add_saml_idp_cert sysconsole_write_user_management_teams \
                invite_user sysconsole_read_experimental_feature_flags sysconsole_read_site_localization \
                sysconsole_read_authentication_guest_access sysconsole_read_compliance_data_retention_policy \
                sysconsole_write_reporting_team_statistics sysconsole_write_site_file_sharing_and_downloads edit_others_posts \
                manage_custom_group_members create_post_ephemeral list_team_channels read_bots \
                sysconsole_read_environment_mobile_security reload_config sysconsole_write_site_posts create_post \
                sysconsole_write_authentication_ldap sysconsole_write_site_public_links remove_saml_private_cert \
                sysconsole_read_site_notices edit_brand create_user_access_token add_ldap_private_cert \
                sysconsole_read_reporting_site_statistics read_jobs sysconsole_read_environment_web_server \
                sysconsole_write_site_customization sysconsole_read_environment_rate_limiting \
                sysconsole_write_authentication_password import_team purge_elasticsearch_indexes \
                sysconsole_read_site_file_sharing_and_downloads sysconsole_write_authentication_mfa \
                sysconsole_read_authentication_email playbook_private_manage_members use_group_mentions create_private_channel \
                sysconsole_write_compliance_custom_terms_of_service manage_compliance_export_job read_ldap_sync_job \
                manage_others_slash_commands remove_others_reactions edit_custom_group remove_saml_public_cert \
                manage_private_channel_members upload_file sysconsole_read_compliance_compliance_monitoring \
                playbook_public_make_private sysconsole_write_user_management_groups sysconsole_read_authentication_openid \
                delete_others_posts manage_private_channel_banner read_other_users_teams manage_others_incoming_webhooks \
                read_private_channel_groups playbook_public_view sysconsole_read_reporting_server_logs remove_reaction \
                manage_private_channel_auto_translation remove_ldap_public_cert sysconsole_write_experimental_feature_flags \
                sysconsole_read_products_boards list_private_teams delete_bookmark_public_channel use_channel_mentions \
                sysconsole_read_environment_push_notification_server sysconsole_read_user_management_system_roles test_email \
                edit_post download_compliance_export_result create_elasticsearch_post_indexing_job add_user_to_team \
                manage_others_outgoing_webhooks manage_public_channel_auto_translation create_public_channel delete_private_channel \
                add_saml_public_cert playbook_public_manage_properties convert_private_channel_to_public \
                sysconsole_write_user_management_channels join_public_channels sysconsole_write_environment_rate_limiting \
                playbook_public_manage_roles delete_bookmark_private_channel sysconsole_read_environment_performance_monitoring \
                sysconsole_write_user_management_system_roles view_members create_post_public \
                sysconsole_write_compliance_compliance_monitoring sysconsole_read_environment_logging get_saml_cert_status \
                sysconsole_write_environment_database manage_roles order_bookmark_private_channel use_slash_commands \
                sysconsole_write_environment_logging view_team assign_system_admin_role create_emojis get_logs \
                add_bookmark_public_channel sysconsole_read_environment_high_availability manage_public_channel_members \
                create_direct_channel sysconsole_write_environment_session_lengths sysconsole_read_integrations_bot_accounts \
                manage_ldap_sync_job manage_outgoing_oauth_connections run_view playbook_private_view \
                sysconsole_write_integrations_gif sysconsole_read_user_management_groups sysconsole_read_environment_file_storage \
                manage_license_information playbook_private_manage_roles sysconsole_write_reporting_site_statistics \
                run_manage_properties test_site_url manage_shared_channels invite_guest read_elasticsearch_post_indexing_job \
                manage_own_incoming_webhooks read_deleted_posts sysconsole_read_compliance_custom_terms_of_service \
                manage_secure_connections sysconsole_read_about_edition_and_license manage_channel_access_rules restore_custom_group \
                promote_guest convert_public_channel_to_private sysconsole_read_environment_database \
                bypass_incoming_webhook_channel_lock manage_others_bots manage_private_channel_properties \
                sysconsole_write_authentication_openid manage_channel_roles assign_bot read_channel sysconsole_write_billing \
                playbook_private_create sysconsole_write_site_notifications remove_user_from_team manage_bots demote_to_guest \
                sysconsole_write_authentication_email remove_ldap_private_cert create_custom_group read_license_information \
                sysconsole_write_compliance_data_retention_policy recycle_database_connections playbook_public_create \
                list_public_teams read_data_retention_job sysconsole_read_site_posts sysconsole_write_site_announcement_banner \
                manage_jobs sysconsole_read_user_management_permissions sysconsole_write_site_users_and_teams create_team \
                sysconsole_write_site_emoji test_s3 add_reaction manage_team playbook_public_manage_members get_analytics \
                sysconsole_write_environment_file_storage manage_data_retention_job sysconsole_read_integrations_cors \
                sysconsole_read_user_management_channels sysconsole_read_billing create_elasticsearch_post_aggregation_job \
                sysconsole_write_reporting_server_logs create_group_channel sysconsole_write_experimental_features \
                playbook_private_manage_properties sysconsole_read_user_management_users read_others_bots \
                sysconsole_read_compliance_compliance_export manage_team_roles playbook_private_make_public \
                sysconsole_read_environment_smtp delete_custom_group manage_own_outgoing_webhooks delete_others_emojis \
                test_elasticsearch sysconsole_read_integrations_integration_management create_bot delete_public_channel \
                sysconsole_write_authentication_signup sysconsole_read_authentication_signup \
                sysconsole_read_site_announcement_banner sysconsole_read_authentication_ldap \
                sysconsole_read_environment_session_lengths manage_public_channel_banner sysconsole_write_integrations_cors \
                sysconsole_write_about_edition_and_license run_create sysconsole_write_products_boards remove_saml_idp_cert \
                sysconsole_read_plugins join_public_teams sysconsole_read_site_emoji sysconsole_write_environment_smtp \
                sysconsole_write_environment_performance_monitoring edit_bookmark_private_channel create_data_retention_job \
                sysconsole_write_site_ip_filters run_manage_members sysconsole_write_plugins \
                sysconsole_write_integrations_bot_accounts add_ldap_public_cert sysconsole_read_site_notifications \
                read_channel_content sysconsole_read_experimental_features read_public_channel_groups test_ldap \
                sysconsole_write_environment_elasticsearch sysconsole_write_environment_push_notification_server \
                sysconsole_write_user_management_users manage_elasticsearch_post_aggregation_job order_bookmark_public_channel \
                read_user_access_token sysconsole_read_site_ip_filters add_saml_private_cert sysconsole_read_authentication_mfa \
                get_saml_metadata_from_idp sysconsole_write_environment_developer join_private_teams \
                sysconsole_write_compliance_compliance_export manage_system sysconsole_write_environment_image_proxy \
                invalidate_email_invite create_ldap_sync_job sysconsole_write_environment_web_server \
                read_elasticsearch_post_aggregation_job sysconsole_write_site_localization add_bookmark_private_channel \
                sysconsole_read_user_management_teams sysconsole_read_site_customization read_compliance_export_job \
                read_public_channel edit_other_users sysconsole_read_reporting_team_statistics delete_emojis \
                create_compliance_export_job
                """),
        Seed(
            name: "system_guest", isSchemeManaged: true, isBuiltIn: true,
            permissions: """
                create_direct_channel create_group_channel
                """),
        Seed(
            name: "system_post_all", isSchemeManaged: false, isBuiltIn: true,
            permissions: """
                upload_file use_channel_mentions use_group_mentions create_post
                """),
        Seed(
            name: "system_post_all_public", isSchemeManaged: false, isBuiltIn: true,
            permissions: """
                use_channel_mentions create_post_public use_group_mentions
                """),
        Seed(
            name: "system_user_access_token", isSchemeManaged: false, isBuiltIn: true,
            permissions: """
                create_user_access_token read_user_access_token revoke_user_access_token
                """),
        Seed(
            name: "system_custom_group_admin", isSchemeManaged: false, isBuiltIn: true,
            permissions: """
                manage_custom_group_members create_custom_group edit_custom_group delete_custom_group restore_custom_group
                """),
        Seed(
            name: "team_guest", isSchemeManaged: true, isBuiltIn: true,
            permissions: """
                view_team
                """),
        Seed(
            name: "playbook_member", isSchemeManaged: true, isBuiltIn: true,
            permissions: """
                playbook_public_view playbook_public_manage_members playbook_public_manage_properties playbook_private_view \
                playbook_private_manage_members playbook_private_manage_properties run_create
                """),
        Seed(
            name: "system_user_manager", isSchemeManaged: false, isBuiltIn: true,
            permissions: """
                sysconsole_write_user_management_groups list_public_teams add_user_to_team delete_private_channel \
                read_public_channel join_private_teams sysconsole_read_authentication_email view_team manage_team \
                sysconsole_write_user_management_teams manage_private_channel_auto_translation convert_public_channel_to_private \
                sysconsole_read_user_management_teams sysconsole_read_authentication_saml sysconsole_read_authentication_openid \
                remove_user_from_team convert_private_channel_to_public sysconsole_read_user_management_permissions \
                read_private_channel_groups list_private_teams sysconsole_read_authentication_signup \
                manage_public_channel_auto_translation read_ldap_sync_job manage_channel_roles join_public_teams \
                manage_public_channel_members sysconsole_read_authentication_ldap sysconsole_read_user_management_groups \
                sysconsole_read_authentication_mfa manage_private_channel_members manage_team_roles test_ldap \
                sysconsole_read_authentication_password manage_private_channel_properties read_public_channel_groups \
                sysconsole_read_user_management_channels delete_public_channel sysconsole_write_user_management_channels \
                sysconsole_read_authentication_guest_access read_channel manage_public_channel_properties
                """),
        Seed(
            name: "run_admin", isSchemeManaged: true, isBuiltIn: true,
            permissions: """
                run_manage_properties run_manage_members
                """),
        Seed(
            name: "system_user", isSchemeManaged: true, isBuiltIn: true,
            permissions: """
                manage_custom_group_members create_team edit_custom_group view_members list_public_teams create_direct_channel \
                delete_emojis join_public_teams restore_custom_group create_emojis create_group_channel delete_custom_group \
                create_custom_group
                """),
        Seed(
            name: "team_admin", isSchemeManaged: true, isBuiltIn: true,
            permissions: """
                manage_public_channel_banner upload_file manage_private_channel_banner use_channel_mentions \
                manage_public_channel_auto_translation manage_private_channel_auto_translation manage_team_roles use_group_mentions \
                read_public_channel_groups edit_bookmark_public_channel playbook_public_manage_roles order_bookmark_public_channel \
                import_team manage_others_outgoing_webhooks manage_private_channel_members remove_reaction \
                manage_own_incoming_webhooks remove_user_from_team create_post convert_public_channel_to_private \
                playbook_private_manage_roles add_reaction manage_others_incoming_webhooks read_private_channel_groups \
                manage_others_slash_commands manage_channel_access_rules bypass_incoming_webhook_channel_lock \
                order_bookmark_private_channel manage_team manage_own_outgoing_webhooks delete_others_posts manage_channel_roles \
                delete_bookmark_private_channel delete_bookmark_public_channel delete_post edit_bookmark_private_channel \
                convert_private_channel_to_public add_bookmark_public_channel add_bookmark_private_channel \
                manage_public_channel_members manage_own_slash_commands
                """),
        Seed(
            name: "system_read_only_admin", isSchemeManaged: false, isBuiltIn: true,
            permissions: """
                read_ldap_sync_job sysconsole_read_site_localization read_license_information sysconsole_read_site_notifications \
                sysconsole_read_authentication_openid sysconsole_read_integrations_cors sysconsole_read_reporting_site_statistics \
                sysconsole_read_products_boards sysconsole_read_environment_elasticsearch sysconsole_read_site_posts test_ldap \
                sysconsole_read_about_edition_and_license read_elasticsearch_post_aggregation_job \
                sysconsole_read_authentication_email sysconsole_read_user_management_groups sysconsole_read_authentication_saml \
                sysconsole_read_user_management_channels read_elasticsearch_post_indexing_job sysconsole_read_authentication_mfa \
                sysconsole_read_site_notices sysconsole_read_environment_high_availability \
                sysconsole_read_environment_session_lengths sysconsole_read_site_customization read_data_retention_job \
                sysconsole_read_compliance_custom_terms_of_service view_team sysconsole_read_integrations_gif \
                sysconsole_read_reporting_server_logs read_other_users_teams download_compliance_export_result \
                sysconsole_read_user_management_permissions sysconsole_read_environment_logging \
                sysconsole_read_user_management_users sysconsole_read_compliance_compliance_monitoring \
                sysconsole_read_compliance_data_retention_policy sysconsole_read_site_file_sharing_and_downloads \
                sysconsole_read_authentication_guest_access sysconsole_read_environment_mobile_security \
                sysconsole_read_authentication_password sysconsole_read_environment_image_proxy read_public_channel read_audits \
                sysconsole_read_user_management_teams sysconsole_read_site_announcement_banner \
                sysconsole_read_environment_file_storage sysconsole_read_environment_performance_monitoring list_private_teams \
                sysconsole_read_site_public_links sysconsole_read_experimental_features sysconsole_read_environment_database \
                sysconsole_read_environment_web_server sysconsole_read_site_emoji sysconsole_read_experimental_feature_flags \
                get_logs get_analytics sysconsole_read_integrations_integration_management read_channel \
                sysconsole_read_reporting_team_statistics sysconsole_read_environment_push_notification_server \
                read_public_channel_groups list_public_teams sysconsole_read_integrations_bot_accounts \
                sysconsole_read_environment_developer sysconsole_read_authentication_ldap sysconsole_read_environment_smtp \
                read_private_channel_groups sysconsole_read_site_users_and_teams sysconsole_read_plugins \
                sysconsole_read_compliance_compliance_export read_compliance_export_job sysconsole_read_environment_rate_limiting \
                sysconsole_read_authentication_signup
                """),
        Seed(
            name: "system_manager", isSchemeManaged: false, isBuiltIn: true,
            permissions: """
                sysconsole_write_environment_database sysconsole_read_plugins sysconsole_write_environment_smtp \
                sysconsole_read_authentication_saml purge_elasticsearch_indexes sysconsole_read_environment_file_storage \
                manage_elasticsearch_post_aggregation_job sysconsole_write_site_public_links \
                sysconsole_write_environment_elasticsearch manage_private_channel_properties sysconsole_write_site_localization \
                manage_public_channel_properties sysconsole_read_site_notices invalidate_caches sysconsole_read_integrations_cors \
                sysconsole_read_environment_logging test_elasticsearch read_elasticsearch_post_aggregation_job \
                manage_outgoing_oauth_connections manage_team_roles manage_public_channel_auto_translation \
                sysconsole_read_environment_push_notification_server get_logs recycle_database_connections \
                manage_public_channel_members sysconsole_read_environment_image_proxy sysconsole_read_user_management_channels \
                sysconsole_read_authentication_signup sysconsole_write_user_management_permissions add_user_to_team view_team \
                sysconsole_write_user_management_channels test_s3 sysconsole_write_environment_developer \
                sysconsole_write_site_users_and_teams sysconsole_write_integrations_gif manage_private_channel_auto_translation \
                read_private_channel_groups sysconsole_read_environment_performance_monitoring sysconsole_read_authentication_mfa \
                sysconsole_read_authentication_email delete_private_channel sysconsole_write_integrations_cors read_public_channel \
                sysconsole_read_reporting_team_statistics manage_team sysconsole_write_site_emoji \
                sysconsole_read_authentication_guest_access sysconsole_read_environment_smtp \
                sysconsole_read_environment_session_lengths sysconsole_read_environment_high_availability \
                sysconsole_write_environment_web_server sysconsole_read_integrations_gif sysconsole_read_site_announcement_banner \
                test_ldap convert_private_channel_to_public manage_private_channel_members delete_public_channel read_ldap_sync_job \
                sysconsole_read_reporting_site_statistics manage_channel_roles create_elasticsearch_post_indexing_job \
                sysconsole_read_integrations_integration_management sysconsole_write_environment_high_availability \
                remove_user_from_team sysconsole_write_site_file_sharing_and_downloads sysconsole_write_site_announcement_banner \
                sysconsole_read_user_management_teams sysconsole_read_site_emoji read_elasticsearch_post_indexing_job \
                sysconsole_read_environment_web_server sysconsole_read_environment_database sysconsole_read_products_boards \
                sysconsole_read_authentication_openid sysconsole_write_user_management_teams get_analytics \
                sysconsole_write_user_management_groups sysconsole_write_integrations_integration_management \
                sysconsole_read_reporting_server_logs list_private_teams read_channel join_private_teams \
                sysconsole_read_user_management_permissions join_public_teams reload_config sysconsole_read_site_posts \
                list_public_teams sysconsole_read_site_notifications sysconsole_write_environment_image_proxy \
                sysconsole_read_environment_rate_limiting test_email test_site_url sysconsole_read_authentication_password \
                manage_elasticsearch_post_indexing_job convert_public_channel_to_private sysconsole_write_products_boards \
                sysconsole_read_site_localization sysconsole_write_environment_push_notification_server \
                sysconsole_write_environment_file_storage create_elasticsearch_post_aggregation_job \
                sysconsole_write_environment_session_lengths sysconsole_read_environment_developer edit_brand \
                sysconsole_read_authentication_ldap sysconsole_write_environment_rate_limiting read_public_channel_groups \
                sysconsole_read_user_management_groups sysconsole_write_integrations_bot_accounts \
                sysconsole_write_environment_logging sysconsole_read_site_public_links sysconsole_read_integrations_bot_accounts \
                sysconsole_write_site_notices sysconsole_read_about_edition_and_license \
                sysconsole_write_environment_performance_monitoring sysconsole_read_site_file_sharing_and_downloads \
                sysconsole_read_environment_elasticsearch sysconsole_write_site_customization sysconsole_read_site_users_and_teams \
                read_license_information sysconsole_write_site_posts sysconsole_read_site_customization \
                sysconsole_write_site_notifications
                """),
    ]
}

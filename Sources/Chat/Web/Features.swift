/// Every feature's doors, in alphabetical order: one line each.
enum Features {
    static func register(on routes: inout Routes, services: Services) {
        AnalyticsRoutes(services: services).register(on: &routes)
        CategoryRoutes(services: services).register(on: &routes)
        ChannelFactRoutes(services: services).register(on: &routes)
        ChannelListRoutes(services: services).register(on: &routes)
        ChannelMemberRoutes(services: services).register(on: &routes)
        ChannelPostRoutes(services: services).register(on: &routes)
        ChannelRoutes(services: services).register(on: &routes)
        ChannelSearchRoutes(services: services).register(on: &routes)
        ClientRoutes(services: services).register(on: &routes)
        ConversationRoutes(services: services).register(on: &routes)
        JobRoutes(services: services).register(on: &routes)
        LogRoutes(services: services).register(on: &routes)
        PostRoutes(services: services).register(on: &routes)
        PreferenceRoutes(services: services).register(on: &routes)
        RoleRoutes(services: services).register(on: &routes)
        SchemeRoutes(services: services).register(on: &routes)
        SettingsRoutes(services: services).register(on: &routes)
        StatusRoutes(services: services).register(on: &routes)
        SystemRoutes(services: services).register(on: &routes)
        TeamListRoutes(services: services).register(on: &routes)
        TeamMemberRoutes(services: services).register(on: &routes)
        TeamRoutes(services: services).register(on: &routes)
        UnreadRoutes(services: services).register(on: &routes)
        UserRoutes(services: services).register(on: &routes)
    }
}

internal import Wire

extension APIError {
    static let threadNotFollowed = APIError("app.user.get_threads_for_user.not_found", 404, "There is no such thread that you follow.")
    static let threadMembershipMissing = APIError(
        "app.user.get_thread_membership_for_user.not_found", 404, "The thread is none that you have ever followed.")
    static let threadsBeforeAndAfter = APIError(
        "api.getThreadsForUser.bad_params", 400, "Ask for threads before one or after one, not both.")
    static let threadsWithoutAnything = APIError(
        "api.getThreadsForUser.bad_only_params", 400, "Ask for the threads alone or for the totals alone, not both.")
    static let postOfAnotherThread = APIError(
        "app.user.update_thread_read_for_user_by_post.app_error", 400, "The message is not in this thread.")
}

internal import Database
internal import Wire

/// Every statement about `productnoticeviewstate`: who has seen which notice.
struct NoticeQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var notices: NoticeQueries<Access> { .init(tx: self) } }

extension NoticeQueries where Access == ReadWrite {
    /// `time` in seconds.
    func see(_ notices: [String], by user: ID<User>, at time: Int64) throws {
        for notice in notices {
            try tx.execute(
                """
                INSERT INTO productnoticeviewstate (userid, noticeid, viewed, timestamp) VALUES (\(user), \(notice), 1, \(time))
                ON CONFLICT (userid, noticeid) DO UPDATE SET viewed = productnoticeviewstate.viewed + 1, timestamp = excluded.timestamp
                """)
        }
    }
}

# Reports about people and posts.
report-title = Reports
report-lead = Whoever opens a report reads the reported posts and no others. Each look is in the audit log.
report-none = There is no open report.
report-number = Report { $name }
report-category-spam = Spam
report-category-legal = Against the law
report-category-violation = Against the rules
report-category-other = Something else
report-closed = Closed
report-closed-at = Closed { $when }
report-suspended = Suspended accounts of other servers
report-lift = Let them be heard again
report-blocked = Blocked domains
report-unblock = Block it no longer
report-back = All reports
report-from = Reported by
report-about = About
report-is-suspended = Suspended here
report-rules = Rules said to be broken
report-comment = What they say
report-no-comment = They gave no reason.
report-posts = Reported posts
report-only-these = You see these posts because they were reported, whoever they were written to.
report-files = { $count ->
    [one] One file is attached. It is not shown here.
   *[other] { $count } files are attached. They are not shown here.
}
report-missing = { $count ->
    [one] One reported post is gone.
   *[other] { $count } reported posts are gone.
}
report-measures = What can be done
report-suspend = Suspend this account
report-block = Block its domain
report-member = Decide about this member
report-end = Close the report
report-note = Note
report-note-hint = What was decided and why, for moderators who read it later
report-close = Close it
report-done-close = The report is closed.
report-done-suspend = The account is suspended here.
report-done-block = The domain is blocked.
report-done-lift = The account is heard again.
report-done-forget = The domain is blocked no longer.
report-suspend-title = Suspend this account?
report-suspend-now = Nothing that it sends has an effect here any more, and nothing of it is shown.
report-suspend-more = Follows between it and people here end. You can let it be heard again later; follows do not come back by themselves.
report-suspend-go = Suspend it
report-block-title = Block this domain?
report-block-now = Nothing is taken from the domain and everything below it, and nothing is sent there any more.
report-block-more = What still waits for it is dropped. Everybody there is cut off from everybody here, also those who have done nothing.
report-block-go = Block it
report-keep = Do nothing

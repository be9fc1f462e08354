# The rooms of the desk, in its navigation.
room-campaigns = Campaigns
room-people = People and roles
room-reports = Reports
room-audit = Audit log
room-queue = Queues
# Neighbouring pages of a long list.
room-newer = To the newest
room-older = Older
# What waits for a decision, which may be much: how many there are, and its pages.
room-waiting = { $count ->
    [one] { $count } waits for a decision.
   *[other] { $count } wait for a decision, the oldest first.
}
room-waiting-pages = Waiting for a decision
room-first = To the first
room-next = Next
